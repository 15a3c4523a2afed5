import { Injectable } from '@nestjs/common';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { LabelEntity } from '../label/label.entity.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { SectionEntity } from '../section/section.entity.js';
import { parts } from '../sharing/parts.js';
import { Places } from '../task/places.js';
import type { Known } from './known.js';
import { folded } from './names.js';
import { type KnownPerson, waysToName } from './people.js';

/** What a person may name in a text: the projects that they see, the sections in these, those who take part in them, and their labels. */
@Injectable()
export class KnownNames {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly places: Places,
  ) {}

  /**
   * Reads only what the text could name; a subtask is where its parent is, whatever the text says. What the actor may not
   * see is not found.
   */
  async in(text: string, target: TaskTarget, actor: Actor): Promise<Omit<Known, 'due'>> {
    const home = await this.places.find(target, actor, this.transactions.manager);
    await this.access.get(home.projectId, actor);
    const could = (sign: string): boolean => text.includes(sign) && home.parentId === null;
    const projects = could('#') ? await this.projects(actor) : [];
    const named = projects.filter(({ name }) => folded(text).includes(folded(`#${name}`)));
    const places = [home.projectId, ...named.map(({ id }) => id)];
    return {
      home,
      projects,
      sections: could('/') ? await this.sections(places) : [],
      people: text.includes('+') ? await this.people(places, actor) : [],
      labels: text.includes('@') ? await this.labels(actor) : [],
    };
  }

  /** What is put away is not meant. With the Inbox, which is opened if that has not happened yet. */
  private async projects(actor: Actor): Promise<ProjectEntity[]> {
    await this.access.get(actor.user_id, actor);
    const query = this.query(ProjectEntity, ['it.id', 'it.name']);
    return this.access.narrow(query.where({ archivedAt: IsNull() }), actor, 'it.id').getMany();
  }

  private sections(projectIds: string[]): Promise<SectionEntity[]> {
    const query = this.query(SectionEntity, ['it.id', 'it.name', 'it.projectId']);
    return query.where({ projectId: In(projectIds), archivedAt: IsNull() }).getMany();
  }

  /** Nobody of what is not shared. */
  private async people(projectIds: string[], { user_id: me }: Actor): Promise<KnownPerson[]> {
    const rows = await statement<{ project_id: Buffer; user_id: Buffer; full_name: string; email: string }[]>(
      this.transactions.manager,
      `SELECT part.project_id, part.user_id, member.full_name, member.email
       FROM ${parts} JOIN member ON member.id = part.user_id WHERE part.project_id IN (?)`,
      [projectIds.map(idToBytes)],
    );
    const people = rows.map(({ project_id, user_id, full_name: fullName, email }) => {
      return { id: bytesToId(user_id), projectId: bytesToId(project_id), fullName, email };
    });
    return waysToName(people, me);
  }

  private labels({ user_id: userId }: Actor): Promise<LabelEntity[]> {
    return this.query(LabelEntity, ['it.id', 'it.name']).where({ userId }).getMany();
  }

  /** In the order in which people see them. */
  private query<E extends ProjectEntity | SectionEntity | LabelEntity>(
    entity: new () => E,
    columns: string[],
  ): SelectQueryBuilder<E> {
    const query = this.transactions.manager.createQueryBuilder<E>(entity, 'it');
    return query.select(columns).orderBy('it.position').addOrderBy('it.id');
  }
}

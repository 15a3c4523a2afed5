import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { Transactions } from '#database/transactions.js';
import { LabelEntity } from '../label/label.entity.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { SectionEntity } from '../section/section.entity.js';
import { Places } from '../task/places.js';
import type { Known } from './known.js';

/** What a person may name in a text: the projects that they see, the sections in these, and their labels. */
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
    return {
      home,
      projects: could('#') ? await this.projects(actor) : [],
      sections: could('/') ? await this.sections(actor) : [],
      labels: text.includes('@') ? await this.labels(actor) : [],
    };
  }

  /** With the Inbox, which is opened if that has not happened yet. */
  private async projects(actor: Actor): Promise<ProjectEntity[]> {
    await this.access.get(actor.user_id, actor);
    const query = this.query(ProjectEntity, ['it.id', 'it.name']);
    return this.access.narrow(query, actor, 'it.id').getMany();
  }

  private sections(actor: Actor): Promise<SectionEntity[]> {
    const query = this.query(SectionEntity, ['it.id', 'it.name', 'it.projectId']);
    return this.access.narrow(query, actor, 'it.projectId').getMany();
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

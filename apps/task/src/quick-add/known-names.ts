import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { LabelEntity } from '../label/label.entity.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { SectionEntity } from '../section/section.entity.js';
import type { Known } from './parse-quick-add.js';

/** What a person may name in a text: the projects that they see, the sections in these, and their labels. */
@Injectable()
export class KnownNames {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  /** Reads only what the text could name. `project.not_found` unless the actor may see where they are. */
  async in(text: string, home: string | null | undefined, actor: Actor): Promise<Known> {
    const { id } = await this.access.get(home ?? actor.user_id, actor);
    return {
      home: id,
      projects: text.includes('#') ? await this.projects(actor) : [],
      sections: text.includes('/') ? await this.sections(actor) : [],
      labels: text.includes('@') ? await this.labels(actor) : [],
    };
  }

  private projects(actor: Actor): Promise<ProjectEntity[]> {
    const query = this.transactions.manager.createQueryBuilder(ProjectEntity, 'project');
    return this.access
      .narrow(query.select(['project.id', 'project.name']), actor, 'project.id')
      .orderBy('project.position')
      .addOrderBy('project.id')
      .getMany();
  }

  private sections(actor: Actor): Promise<SectionEntity[]> {
    const query = this.transactions.manager.createQueryBuilder(SectionEntity, 'section');
    return this.access
      .narrow(query.select(['section.id', 'section.name', 'section.projectId']), actor, 'section.projectId')
      .orderBy('section.position')
      .addOrderBy('section.id')
      .getMany();
  }

  private labels({ user_id }: Actor): Promise<LabelEntity[]> {
    return this.transactions.manager
      .createQueryBuilder(LabelEntity, 'label')
      .select(['label.id', 'label.name'])
      .where('label.userId = :owner', { owner: idToBytes(user_id) })
      .getMany();
  }
}

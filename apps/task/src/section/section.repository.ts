import { Injectable } from '@nestjs/common';
import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import type { SectionQuery } from '#contracts/section.contract.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { readPage } from '../list/page.js';
import { positionAmong, type Siblings } from '../list/position.js';
import { ProjectAccess } from '../project/project-access.js';
import { TrashBin } from '../trash/trash-bin.js';
import { SectionEntity } from './section.entity.js';

@Injectable()
export class SectionRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
  ) {}

  /** `section.not_found` unless the actor may see it. */
  async get(id: string, actor: Actor, manager: EntityManager = this.transactions.manager): Promise<SectionEntity> {
    const section = await this.visible(actor, manager)
      .andWhere({ id: knownId(id, 'section') })
      .getOne();
    if (!section) throw notFound('section');
    return section;
  }

  /** Of one project, or of all. */
  async list({ project_id, ...page }: SectionQuery, actor: Actor): Promise<Page<SectionEntity>> {
    const query = this.visible(actor);
    if (project_id != null) query.andWhere({ projectId: (await this.access.get(project_id, actor)).id });
    return readPage(query, page, { property: 'position' });
  }

  /** Puts it last in its project, or where it is wanted. */
  add(
    section: SectionEntity,
    projectId: string,
    order: number | null | undefined,
    actor: Actor,
  ): Promise<SectionEntity> {
    return this.transactions.run(async (transaction) => {
      section.projectId = await this.access.hold(projectId, actor, transaction);
      section.position = await positionAmong(sectionsIn(section.projectId), order, transaction);
      await transaction.insert(SectionEntity, section);
      await this.activities.note({ event: 'added', ...subjectOf(section) }, actor, transaction);
      return section;
    });
  }

  change(id: string, actor: Actor, work: (section: SectionEntity) => void): Promise<SectionEntity> {
    return this.transactions.run(async (transaction) => {
      const section = await this.lock(id, actor, transaction);
      const before = snapshot('section', section);
      work(section);
      await transaction.update(SectionEntity, { id: section.id }, section);
      const change = changeSince(before, 'section', section);
      if (change) await this.activities.note({ event: 'updated', change, ...subjectOf(section) }, actor, transaction);
      return section;
    });
  }

  /** Puts a section into the trash with the tasks in it. */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const section = await this.lock(id, actor, transaction);
      await this.trash.put('section', section, { ids: [section.id], depth: 0 }, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subjectOf(section), at: new Date() }, actor, transaction);
    });
  }

  private async lock(id: string, actor: Actor, transaction: EntityManager): Promise<SectionEntity> {
    const { projectId } = await this.get(id, actor, transaction);
    await this.access.hold(projectId, actor, transaction, 'section');
    return this.get(id, actor, transaction);
  }

  private visible(actor: Actor, manager = this.transactions.manager): SelectQueryBuilder<SectionEntity> {
    const query = manager.createQueryBuilder(SectionEntity, 'section');
    return this.access.narrow(query, actor, 'section.projectId');
  }
}

/** What an activity is about. */
function subjectOf({ id, version, projectId, name, updatedAt }: SectionEntity): Omit<Activity, 'event'> {
  return { kind: 'section', id, version, projectId, name, at: updatedAt };
}

/** The sections of a project, among which each has its position. */
export const sectionsIn = (projectId: string): Siblings => ({
  table: 'section',
  where: 'project_id = ?',
  parameters: [idToBytes(projectId)],
});

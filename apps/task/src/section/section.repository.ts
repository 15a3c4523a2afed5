import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import type { SectionQuery } from '#contracts/section.contract.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { inActiveProject } from '../archive/active.js';
import { refuseStale } from '../list/if-match.js';
import { narrowToName } from '../list/name-search.js';
import { readPage } from '../list/page.js';
import { positionAmong, type Siblings } from '../list/position.js';
import { ProjectAccess } from '../project/project-access.js';
import { type Change, note } from '../sync/changes.js';
import { noteSection } from '../sync/changes-of-tasks.js';
import { followMoved } from '../task/follow-moved.js';
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
    const query = this.query(manager).where({ id: knownId(id, 'section') });
    const section = await this.access.narrowFew(query, actor, 'section.projectId').getOne();
    if (!section) throw notFound('section');
    return section;
  }

  /** Of one project, or of all active ones; of a name where one is wanted. */
  async list(
    { project_id, ...page }: SectionQuery,
    actor: Actor,
    { name, archived = false }: { name?: string; archived?: boolean } = {},
  ): Promise<Page<SectionEntity>> {
    const query = this.query().where({ archivedAt: archived ? Not(IsNull()) : IsNull() });
    if (project_id != null) query.andWhere({ projectId: (await this.access.get(project_id, actor)).id });
    else this.access.narrow(query, actor, 'section.projectId').andWhere(inActiveProject('section'));
    return readPage(narrowToName(query, name), page, { property: 'position' });
  }

  /** Those of some that the actor may see. */
  findMany(ids: string[], actor: Actor): Promise<SectionEntity[]> {
    return this.access.narrowFew(this.query().where({ id: In(ids) }), actor, 'section.projectId').getMany();
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
      await note(transaction, 'section', changeOf(section));
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
      await note(transaction, 'section', changeOf(section));
      const change = changeSince(before, 'section', section);
      if (change) await this.activities.note({ event: 'updated', change, ...subjectOf(section) }, actor, transaction);
      return section;
    });
  }

  /** Puts a section, with the tasks in it, last in another project. */
  async move(id: string, projectId: string, actor: Actor): Promise<void> {
    const there = knownId(projectId, 'project');
    await this.transactions.run(async (transaction) => {
      const { projectId: here } = await this.get(id, actor, transaction);
      for (const each of [here, there].sort()) await this.access.hold(each, actor, transaction);
      const section = await this.lock(id, actor, transaction);
      if (section.projectId === there) return;
      await noteSection(transaction, changeOf(section));
      const before = snapshot('section', section);
      section.position = await this.lastPosition(there, transaction);
      section.move(there, new Date());
      await transaction.update(SectionEntity, { id: section.id }, section);
      await transaction.query(
        'UPDATE task SET project_id = ?, version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE section_id = ?',
        [idToBytes(there), idToBytes(section.id)],
      );
      await followMoved(transaction, 'task.section_id = ?', [idToBytes(section.id)]);
      await noteSection(transaction, changeOf(section));
      const change = changeSince(before, 'section', section);
      await this.activities.note({ event: 'moved', change, ...subjectOf(section) }, actor, transaction);
    });
  }

  /** Puts a section into the trash with the tasks in it. */
  async remove(id: string, ifMatch: string[] | undefined, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const section = await this.lock(id, actor, transaction);
      refuseStale('section', section, ifMatch);
      await noteSection(transaction, changeOf(section));
      await this.trash.put('section', section, { ids: [section.id], depth: 0 }, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subjectOf(section), at: new Date() }, actor, transaction);
    });
  }

  /** The position after all sections of a project, whose lock the caller holds. */
  lastPosition(projectId: string, transaction: EntityManager): Promise<number> {
    return positionAmong(sectionsIn(projectId), null, transaction);
  }

  /** Takes the lock of its project. `section.not_found` unless the actor may change it. */
  async lock(id: string, actor: Actor, transaction: EntityManager): Promise<SectionEntity> {
    const { projectId } = await this.get(id, actor, transaction);
    await this.access.hold(projectId, actor, transaction, 'section');
    return this.get(id, actor, transaction);
  }

  private query(manager = this.transactions.manager): SelectQueryBuilder<SectionEntity> {
    return manager.createQueryBuilder(SectionEntity, 'section');
  }
}

const changeOf = ({ projectId: scopeId, id }: SectionEntity): Change => ({ scopeId, id });

/** What an activity is about. */
export function subjectOf({ id, version, projectId, name, updatedAt }: SectionEntity): Omit<Activity, 'event'> {
  return { kind: 'section', id, version, projectId, name, at: updatedAt };
}

/** The sections of a project, among which each has its position. */
export const sectionsIn = (projectId: string): Siblings => ({
  table: 'section',
  where: 'project_id = ?',
  parameters: [idToBytes(projectId)],
});

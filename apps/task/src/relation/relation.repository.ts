import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, invalid, notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { type AddRelation, mostRelations, type RelationQuery } from '#contracts/relation.contract.js';
import type { Role } from '#contracts/roles.js';
import { bytesToId, idToBytes, knownId, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type ActivityName } from '../activity/activities.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import { insist, strongest } from '../sharing/permissions.js';
import { note } from '../sync/changes.js';
import { TaskAccess } from '../task/task-access.js';
import { subjectOf } from '../task/task-activity.js';
import type { TaskEntity } from '../task/task.entity.js';
import { blocks, takeTurn } from './blocking.js';
import { type RelatedRow, relationColumns, type RelationKind, type RelationRow, seenFrom } from './relation-row.js';

/** A task at one end of a relation, locked, and what the actor may do with it. */
interface End {
  task: TaskEntity;
  role: Role | undefined;
}

/** How tasks stand to each other, for who may see both. */
@Injectable()
export class RelationRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
    private readonly tasks: TaskAccess,
    private readonly activities: Activities,
  ) {}

  /** Those of a task whose other end the actor may see, too. */
  async list({ task_id, cursor, limit = usualLimit }: RelationQuery, actor: Actor): Promise<Page<RelatedRow>> {
    const id = idToBytes((await this.tasks.get(task_id, actor)).id);
    const after = cursor == null ? Buffer.alloc(16) : idToBytes(readCursor(cursor)[1]);
    const [visible, ...viewer] = await this.tasks.visible(actor);
    const rows = await statement<RelatedRow[]>(
      this.transactions.manager,
      `SELECT ${relationColumns}, task.id AS related_id, task.content, task.project_id, task.completed_at
       FROM task_relation relation JOIN task ON task.id = IF(relation.task_id = ?, relation.other_id, relation.task_id)
       WHERE (relation.task_id = ? OR relation.other_id = ?) AND relation.id > ? AND ${visible}
       ORDER BY relation.id LIMIT ?`,
      [id, id, id, after, ...viewer, limit + 1],
    );
    return cutPage(rows, limit, (row) => [0, bytesToId(row.id)]);
  }

  /** Those of some whose both ends the actor may see. */
  async findMany(ids: string[], actor: Actor): Promise<RelationRow[]> {
    const [visible, ...viewer] = await this.tasks.visible(actor);
    const seen = (end: string): string =>
      `relation.${end} IN (SELECT task.id FROM task WHERE task.id = relation.${end} AND ${visible})`;
    return statement(
      this.transactions.manager,
      `SELECT ${relationColumns} FROM task_relation relation
       WHERE relation.id IN (?) AND ${seen('task_id')} AND ${seen('other_id')}`,
      [ids.map(idToBytes), ...viewer, ...viewer],
    );
  }

  add({ task_id, type, related_task_id }: AddRelation, actor: Actor): Promise<RelationRow> {
    const ids: Pair = [knownId(task_id, 'task'), knownId(related_task_id, 'task')];
    if (ids[0] === ids[1]) throw invalid('relation.self', 'related_task_id', 'another task');
    const kind: RelationKind = type === 'relates_to' ? type : 'blocks';
    const [from, to] = type === 'blocked_by' || (kind === 'relates_to' && ids[0] > ids[1]) ? swapped(ids) : ids;
    return this.transactions.run(async (transaction) => {
      const ends = await this.hold([from, to], actor, transaction);
      for (const { role } of ends) insist(role, 'edit', 'task');
      await refuseTaken([from, to], kind, transaction);
      if (kind === 'blocks') await refuseCycle(from, to, transaction);
      const row: RelationRow = {
        id: idToBytes(newId()),
        task_id: idToBytes(from),
        kind,
        other_id: idToBytes(to),
        added_at: new Date(),
      };
      await insertRows('task_relation', Object.keys(row), [Object.values(row)], transaction);
      await this.note('related', row, ends, actor, transaction);
      return row;
    });
  }

  /** `relation.not_found` unless the actor may see both ends, `relation.forbidden` unless they may change one of them. */
  async remove(id: string, actor: Actor): Promise<void> {
    const relationId = idToBytes(knownId(id, 'relation'));
    await this.transactions.run(async (transaction) => {
      const sql = `SELECT ${relationColumns} FROM task_relation relation WHERE id = ?`;
      const [row] = await statement<RelationRow[]>(transaction, sql, [relationId]);
      if (!row) throw notFound('relation');
      const ends = await this.hold([bytesToId(row.task_id), bytesToId(row.other_id)], actor, transaction, 'relation');
      if (ends.some(({ role }) => role === undefined)) throw notFound('relation');
      insist(strongest(...ends.map(({ role }) => role)), 'edit', 'relation');
      const { affectedRows } = await statement<{ affectedRows: number }>(
        transaction,
        'DELETE FROM task_relation WHERE id = ?',
        [relationId],
      );
      if (affectedRows === 0) throw notFound('relation');
      await this.note('unrelated', row, ends, actor, transaction);
    });
  }

  /** Takes the locks of both projects in the order that everybody takes them in, then those of the tasks. */
  private async hold(ids: Pair, actor: Actor, transaction: EntityManager, feature = 'task'): Promise<[End, End]> {
    const tasks = [];
    for (const id of ids) tasks.push(await this.tasks.get(id, actor, transaction, feature));
    for (const projectId of [...new Set(tasks.map((task) => task.projectId))].sort()) {
      await this.projects.take(projectId, actor, transaction);
    }
    const ends: End[] = [];
    for (const each of tasks) {
      const { task, role } = await this.tasks.take(each, actor, transaction, feature);
      ends.push({ task, role: await this.tasks.roleOn(task.id, role, 'edit', actor, transaction) });
    }
    return ends as [End, End];
  }

  /** Tells those who sync, and the history of both tasks. */
  private async note(
    event: ActivityName,
    row: RelationRow,
    ends: [End, End],
    actor: Actor,
    transaction: EntityManager,
  ): Promise<void> {
    const id = bytesToId(row.id);
    await note(
      transaction,
      'task_relation',
      ends.map(({ task }) => ({ scopeId: task.projectId, id, taskId: task.id })),
    );
    const at = new Date();
    await Promise.all(
      ends.map(({ task }, index) => {
        const { type, related_task_id } = seenFrom(row, index === 0 ? 'task' : 'other');
        const values = { relationId: id, relationType: type, relatedTaskId: related_task_id };
        const change = event === 'related' ? { before: {}, after: values } : { before: values, after: {} };
        return this.activities.note({ ...subjectOf(task), event, change, at }, actor, transaction);
      }),
    );
  }
}

type Pair = [string, string];
const swapped = ([one, other]: Pair): Pair => [other, one];

async function refuseTaken([from, to]: Pair, kind: RelationKind, transaction: EntityManager): Promise<void> {
  const ends = [idToBytes(from), idToBytes(to)];
  const [{ same, most }] = await statement<{ same: unknown; most: unknown }[]>(
    transaction,
    `SELECT EXISTS (SELECT 1 FROM task_relation WHERE task_id = ? AND kind = ? AND other_id = ?) AS same,
            GREATEST(${ends.map(() => '(SELECT COUNT(*) FROM task_relation WHERE task_id = ? OR other_id = ?)').join(', ')}) AS most`,
    [ends[0], kind, ends[1], ends[0], ends[0], ends[1], ends[1]],
  );
  if (Number(same) === 1) throw new Failure('conflict', 'relation.exists', 'The tasks stand so to each other already.');
  if (Number(most) < mostRelations) return;
  throw invalid('relation.too_many', 'related_task_id', `tasks with fewer than ${mostRelations} relations`);
}

async function refuseCycle(blocker: string, blocked: string, transaction: EntityManager): Promise<void> {
  await takeTurn(transaction);
  if (!(await blocks(blocked, blocker, transaction))) return;
  throw invalid(
    'relation.cycle',
    'related_task_id',
    'a task that does not block the other one already, itself or through others',
  );
}

import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/page.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import type { Condition } from '../project/project-access.js';
import { taskColumns, type TaskRow } from './task-rows.js';

/** Projects that the first look takes in; each that follows takes in so many times more. */
const firstLook = 8;

/**
 * Pages of tasks in the order of their projects, and in each of their positions. An index has this order, so that a page is read
 * without what follows it, however much that is.
 */
@Injectable()
export class TaskPages {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Tasks that meet all conditions; where `projects` are told, in one of them. An `index` that has the order of the page is
   * told where nearly all that is in it is wanted.
   */
  async read(
    conditions: Condition[],
    { cursor, limit = usualLimit }: PageQuery,
    projects?: Buffer[],
    index?: string,
  ): Promise<Page<TaskRow>> {
    const [after, from] = cursor == null ? [[], undefined] : afterCursor(cursor);
    const rows: TaskRow[] = [];
    for (const look of looks(projects, from)) {
      const all = [...look, ...conditions, ...after];
      const room = limit + 1 - rows.length;
      rows.push(...(await (index ? this.along(index, all, room) : this.first(all, room))));
      if (rows.length > limit) break;
    }
    return cutPage(rows, limit, ({ position, id, projectId }) => [position, bytesToId(id), bytesToId(projectId)]);
  }

  /** Read in the order of an index until the page is full. */
  private along(index: string, conditions: Condition[], limit: number): Promise<TaskRow[]> {
    const order = index === 'task_project' ? 'task.project_id, task.position, task.id' : 'task.position, task.id';
    return statement<TaskRow[]>(
      this.transactions.manager,
      `SELECT ${taskColumns} FROM task FORCE INDEX (${index})
       WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY ${order} LIMIT ?`,
      [...conditions.flatMap(([, ...parameters]) => parameters), limit],
    );
  }

  /** Their ids come from an index alone, then only these rows are read. */
  private async first(conditions: Condition[], limit: number): Promise<TaskRow[]> {
    const ids = `SELECT task.id FROM task WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
                 ORDER BY task.project_id, task.position, task.id LIMIT ?`;
    const rows = await statement<TaskRow[]>(
      this.transactions.manager,
      `SELECT ${taskColumns} FROM (${ids}) page JOIN task ON task.id = page.id`,
      [...conditions.flatMap(([, ...parameters]) => parameters), limit],
    );
    return rows.sort(
      (one, other) =>
        one.projectId.compare(other.projectId) || one.position - other.position || one.id.compare(other.id),
    );
  }
}

function afterCursor(cursor: string): [Condition[], Buffer | undefined] {
  const [position, id, projectId] = readCursor(cursor);
  const later: Condition = ['(task.position, task.id) > (?, ?)', position, idToBytes(id)];
  if (!projectId) return [[later], undefined];
  const project = idToBytes(projectId);
  const [sql, ...parameters] = later;
  return [[[`(task.project_id > ? OR (task.project_id = ? AND ${sql}))`, project, project, ...parameters]], project];
}

/** A page is usually full after few projects, so a few are asked for first. */
function looks(projects: Buffer[] | undefined, from: Buffer | undefined): Condition[][] {
  if (!projects) return [[]];
  const sorted = projects.filter((id) => !from || id.compare(from) >= 0).sort((one, other) => one.compare(other));
  const parts: Condition[][] = [];
  for (let begin = 0, size = firstLook; begin < sorted.length; begin += size, size *= firstLook) {
    parts.push([['task.project_id IN (?)', sorted.slice(begin, begin + size)]]);
  }
  return parts;
}

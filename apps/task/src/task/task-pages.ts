import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/page.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import type { Condition } from '../project/project-access.js';
import { taskColumns, type TaskRow } from './task-rows.js';

/** Projects that the first look takes in, and how many times more each that follows does. */
const firstLook = 6;
const growth = 10;

/** Projects to look into, in the order of their ids: from one on, so many at most. */
export type NextProjects = (from: Buffer, limit: number) => Promise<Buffer[]>;

/**
 * Pages of tasks in the order of their projects, and in each of their positions. An index has this order, so that a page is read
 * without what follows it, however much that is.
 */
@Injectable()
export class TaskPages {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Tasks that meet all conditions; where it is told how to go on through projects in the order of their ids, in one of them. An
   * `index` that has the order of the page is told where nearly all that is in it is wanted.
   */
  async read(
    conditions: Condition[],
    { cursor, limit = usualLimit }: PageQuery,
    projects?: NextProjects,
    index?: string,
  ): Promise<Page<TaskRow>> {
    const mark = cursor == null ? undefined : markOf(cursor);
    const rows: TaskRow[] = [];
    for await (const look of projects ? looksThrough(projects, mark) : [lookAtOnce(mark, index !== undefined)]) {
      const all = [...look, ...conditions];
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
      `SELECT ${taskColumns} FROM (${ids}) page STRAIGHT_JOIN task ON task.id = page.id`,
      [...conditions.flatMap(([, ...parameters]) => parameters), limit],
    );
    return rows.sort(
      (one, other) =>
        one.projectId.compare(other.projectId) || one.position - other.position || one.id.compare(other.id),
    );
  }
}

/** The last task of the page before, and its project. */
interface Mark {
  position: number;
  id: Buffer;
  project?: Buffer;
}

function markOf(cursor: string): Mark {
  const [position, id, project] = readCursor(cursor);
  return { position, id: idToBytes(id), project: project ? idToBytes(project) : undefined };
}

/** In a way in which an index can begin there. */
const after = ({ position, id }: Mark): Condition => [
  'task.position >= ? AND (task.position, task.id) > (?, ?)',
  position,
  position,
  id,
];

/** In one place or in any. */
function lookAtOnce(mark: Mark | undefined, inOnePlace: boolean): Condition[] {
  if (!mark) return [];
  return [mark.project && !inOnePlace ? afterInAny(mark, mark.project) : after(mark)];
}

/**
 * What to look for, one after the other. A page is usually full after few projects, so a few are asked for first; before them the
 * rest of the one in which the page before has ended.
 */
async function* looksThrough(projects: NextProjects, mark: Mark | undefined): AsyncGenerator<Condition[]> {
  let from = mark?.project ?? Buffer.alloc(16);
  for (let size = firstLook, isFirst = true; ; size *= growth, isFirst = false) {
    const ids = await projects(from, size + 1);
    const [first, ...rest] = ids;
    const goesOn = isFirst && mark?.project && first?.equals(mark.project);
    if (goesOn) yield [['task.project_id IN (?)', [first]], after(mark)];
    const those = goesOn ? rest : ids.slice(0, size);
    if (those.length > 0) yield [['task.project_id IN (?)', those]];
    if (ids.length <= size) return;
    from = goesOn ? next(ids[ids.length - 1]) : ids[size];
  }
}

/** The id after one. */
function next(id: Buffer): Buffer {
  return Buffer.from((BigInt(`0x${id.toString('hex')}`) + 1n).toString(16).padStart(32, '0'), 'hex');
}

function afterInAny(mark: Mark, project: Buffer): Condition {
  const [sql, ...parameters] = after(mark);
  return [`(task.project_id > ? OR (task.project_id = ? AND ${sql}))`, project, project, ...parameters];
}

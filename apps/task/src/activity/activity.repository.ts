import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import type { EntityManager } from 'typeorm';
import type { ActivityQuery } from '#contracts/activity.contract.js';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { bytesToId, firstIdAt, idToBytes, isId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { luxon } from '#service/luxon.js';
import { MemberRepository } from '../account/member.repository.js';
import { calendarDate } from '../due/due-date.js';
import { cutPage, readCursor, usualLimit } from '../list/page.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { type ActivityRow, wireTypes } from './activity-view.js';

/** Rows that the sweep removes with one statement. */
const batch = 5000;

const never: Condition = ['FALSE'];

@Injectable()
export class ActivityRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly members: MemberRepository,
  ) {}

  /** Newest first: of projects that the actor may see, and of the actor's own in the trash. */
  async list(query: ActivityQuery, actor: Actor): Promise<Page<ActivityRow>> {
    const { limit = usualLimit } = query;
    const projects = await this.projects(query.parent_project_id, actor);
    if (projects.length === 0) return { results: [], next_cursor: null };
    const conditions = await this.conditions(query, actor);
    const where = conditions.map(([sql]) => ` AND ${sql}`).join('');
    const values = [...conditions.flatMap(([, ...parameters]) => parameters), limit + 1];
    // of one thing there is little, wherever it was
    if (query.object_id != null) {
      const sql = 'SELECT activity.* FROM activity FORCE INDEX (activity_object) WHERE project_id IN (?)';
      const found = `${sql}${where} ORDER BY id DESC LIMIT ?`;
      return pageOf(await statement<ActivityRow[]>(this.transactions.manager, found, [projects, ...values]), limit);
    }
    // the newest of each project come from an index; those of all projects at once would be sorted
    const newest = `(SELECT id FROM activity WHERE project_id = ? ${where} ORDER BY id DESC LIMIT ?)`;
    const rows = await statement<ActivityRow[]>(
      this.transactions.manager,
      `SELECT activity.* FROM (${projects.map(() => newest).join(' UNION ALL ')}) page
       STRAIGHT_JOIN activity ON activity.id = page.id ORDER BY page.id DESC LIMIT ?`,
      [...projects.flatMap((project) => [project, ...values]), limit + 1],
    );
    return pageOf(rows, limit);
  }

  /** Removes some of what is older than a year; answers how many. */
  async sweep(): Promise<number> {
    const { affectedRows } = await this.transactions.manager.query<{ affectedRows: number }>(
      'DELETE FROM activity WHERE id < ? ORDER BY id LIMIT ?',
      [firstIdAt(Date.now() - 365 * 86_400_000), batch],
    );
    return affectedRows;
  }

  /**
   * Removes what a person did, and what was done in the person's projects, all of which are gone. Of who took part in what
   * belongs to others also what tells that something was assigned to them, which takes a look through the whole table.
   */
  async removeAllOf(
    { id: userId, collaborates }: { id: string; collaborates: boolean },
    projectIds: string[],
    transaction: EntityManager,
  ): Promise<void> {
    if (projectIds.length > 0) {
      await transaction.query('DELETE FROM activity WHERE project_id IN (?)', [projectIds.map(idToBytes)]);
    }
    await transaction.query('DELETE FROM activity WHERE initiator_id = ?', [idToBytes(userId)]);
    if (!collaborates) return;
    const named = 'LOCATE(?, old_values) > 0 OR LOCATE(?, new_values) > 0';
    await transaction.query(`DELETE FROM activity WHERE ${named}`, [userId, userId]);
  }

  private async projects(only: string | null | undefined, actor: Actor): Promise<Buffer[]> {
    if (only != null && !isId(only)) return [];
    const [visible, ...viewer] = this.access.visible('project.id', actor);
    const rows = await statement<{ id: Buffer }[]>(
      this.transactions.manager,
      `SELECT id FROM (
         SELECT project.id FROM project WHERE ${visible}
         UNION
         SELECT trashed_project.id FROM trashed_project JOIN trash ON trash.id = trash_id WHERE trash.owner_id = ?
       ) mine WHERE ? IS NULL OR id = ?`,
      [...viewer, idToBytes(actor.user_id), ...Array<Buffer | null>(2).fill(only == null ? null : idToBytes(only))],
    );
    return rows.map(({ id }) => id);
  }

  private async conditions(query: ActivityQuery, actor: Actor): Promise<Condition[]> {
    const { cursor, object_event_types: events, initiator_id_null, date_from, date_to } = query;
    const conditions: Condition[] = [];
    for (const [column, id] of [
      ['object_id', query.object_id],
      ['task_id', query.parent_item_id],
      ['initiator_id', query.initiator_id],
    ] as const) {
      if (id != null) conditions.push(isId(id) ? [`activity.${column} = ?`, idToBytes(id)] : never);
    }
    if (initiator_id_null === 'true') conditions.push(never);
    if (events && events.length > 0) conditions.push(anyOf(events.map(eventCondition)));
    if (date_from ?? date_to) {
      const zone = await this.members.timezoneOf(actor.user_id);
      if (date_from) conditions.push(['activity.at >= ?', startOf(date_from, 'date_from', zone).toJSDate()]);
      if (date_to) conditions.push(['activity.at < ?', startOf(date_to, 'date_to', zone).plus({ days: 1 }).toJSDate()]);
    }
    if (cursor != null) conditions.push(['activity.id < ?', idToBytes(readCursor(cursor)[1])]);
    return conditions;
  }
}

const pageOf = (rows: ActivityRow[], limit: number): Page<ActivityRow> =>
  cutPage(rows, limit, ({ id }) => [0, bytesToId(id)]);

const startOf = (date: string, field: string, zone: string): DateTime =>
  luxon().DateTime.fromISO(calendarDate(date, field), { zone });

const anyOf = (conditions: Condition[]): Condition => [
  `(${conditions.map(([sql]) => sql).join(' OR ')})`,
  ...conditions.flatMap(([, ...parameters]) => parameters),
];

const tables = new Map(Object.entries(wireTypes).map(([table, type]) => [type, table]));

/** `item:added`, `item:` or `:added`; what does not exist has never happened. */
function eventCondition(text: string): Condition {
  const [type, event = '', ...more] = text.split(':');
  if (more.length > 0 || type + event === '') {
    throw invalid('activity.event_type', 'object_event_types', 'texts like `item:added`, `item:` or `:added`');
  }
  const conditions: Condition[] = [
    ...(type ? [['activity.object_type = ?', tables.get(type) ?? type] satisfies Condition] : []),
    ...(event ? [['activity.event = ?', event] satisfies Condition] : []),
  ];
  return [`(${conditions.map(([sql]) => sql).join(' AND ')})`, ...conditions.flatMap(([, value]) => [value])];
}

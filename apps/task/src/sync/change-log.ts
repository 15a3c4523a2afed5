import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { tasksUnder } from '../sharing/member-roles.js';
import type { Kind } from './changes.js';
import { type Scope, Scopes, type VisibleScope } from './scopes.js';
import { keyOf, type SyncedThing } from './synced-thing.js';

interface Noted {
  kind: Kind;
  scope_id: Buffer;
  entity_id: Buffer;
}

/** Parts of the log that one statement asks about. */
const most = 100;

/** Finds what changed by what was noted (`changes.ts`). Reads in the snapshot that it is called in. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly scopes: Scopes,
  ) {}

  /**
   * The keys of what may have changed, by resource: what was noted in scopes that somebody knew, all that is in those that are
   * new to them, and all that is or was in those that they no longer see.
   */
  async since(
    seen: Map<number, number>,
    visible: VisibleScope[],
    things: SyncedThing[],
    actor: Actor,
  ): Promise<Map<string, string[]>> {
    const found = new Map(things.map(({ resource }) => [resource, new Set<string>()]));
    const known = new Set(visible.map(({ number }) => number));
    const lost = await this.scopes.byNumbers([...seen.keys()].filter((number) => !known.has(number)));
    const changed = visible.filter(({ number, seq }) => seq > (seen.get(number) ?? Infinity));
    const marks = changed.map(({ logId, number }): [Buffer, number] => [logId, seen.get(number)!]);
    const noted = await this.noted([...marks, ...lost.map(({ logId }): [Buffer, number] => [logId, 0])], actor);
    for (const { kind, ...row } of noted) {
      for (const thing of things) if (thing.kinds.includes(kind)) found.get(thing.resource)!.add(keyOf(thing, row));
    }
    const whole = [...visible.filter(({ number }) => !seen.has(number)), ...lost];
    for (const [thing, rows] of await this.allIn(whole, things, actor)) {
      for (const row of rows) found.get(thing.resource)!.add(keyOf(thing, row));
    }
    return new Map([...found].map(([resource, keys]) => [resource, [...keys].sort()]));
  }

  /** What was noted in parts of the log after some count. */
  private async noted(marks: [logId: Buffer, seq: number][], actor: Actor): Promise<Noted[]> {
    const noted: Noted[] = [];
    const person = idToBytes(actor.user_id);
    for (let from = 0; from < marks.length; from += most) {
      const some = marks.slice(from, from + most);
      const each = `SELECT kind, scope_id, entity_id FROM change_log
                    WHERE scope_id = ? AND seq > ? AND (user_id IS NULL OR user_id = ?)`;
      const sql = some.map(() => each).join(' UNION ALL ');
      noted.push(
        ...(await this.query<Noted>(
          sql,
          some.flatMap((mark) => [...mark, person]),
        )),
      );
    }
    return noted;
  }

  private async allIn(
    scopes: Scope[],
    things: SyncedThing[],
    actor: Actor,
  ): Promise<[SyncedThing, Omit<Noted, 'kind'>[]][]> {
    const projects = idsOf(scopes, 'project');
    const tasks = await tasksUnder(idsOf(scopes, 'task'), this.transactions.manager);
    const all: [SyncedThing, Omit<Noted, 'kind'>[]][] = [];
    for (const thing of things) {
      const queries = [
        ...(projects.length > 0 ? [thing.inProjects(projects, idToBytes(actor.user_id))] : []),
        ...(tasks.length > 0 && thing.onTasks ? [thing.onTasks(tasks, idToBytes(actor.user_id))] : []),
      ];
      for (const [sql, ...parameters] of queries) all.push([thing, await this.query(sql, parameters)]);
    }
    return all;
  }

  private query<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return statement<R[]>(this.transactions.manager, sql, parameters);
  }
}

const idsOf = (scopes: Scope[], kind: Scope['kind']): Buffer[] =>
  scopes.filter((scope) => scope.kind === kind).map(({ id }) => idToBytes(id));

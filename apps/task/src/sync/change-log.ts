import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';
import type { Kind } from './changes.js';
import type { SyncedThing } from './synced-things.js';

/** A project that somebody sees, and how many changes there were in it. */
export interface VisibleProject {
  id: string;
  number: number;
  seq: number;
}

/** Projects that one statement asks about. */
const most = 100;

/** Finds what changed by what was noted (`changes.ts`). Reads in the snapshot that it is called in. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  async visible(actor: Actor): Promise<VisibleProject[]> {
    const [condition, ...parameters] = this.access.visible('project.id', actor);
    const sql = `SELECT id, number, seq FROM project WHERE ${condition}`;
    const rows = await this.query<{ id: Buffer; number: unknown; seq: unknown }>(sql, parameters);
    return rows.map(({ id, number, seq }) => ({ id: bytesToId(id), number: Number(number), seq: Number(seq) }));
  }

  /**
   * The ids of what may have changed, by kind: what was noted in projects that somebody knew, all that is in those that are
   * new to them, and all that is or was in those that they no longer see.
   */
  async since(
    seen: Map<number, number>,
    visible: VisibleProject[],
    things: SyncedThing[],
  ): Promise<Map<Kind, string[]>> {
    const found = new Map(things.map(({ kind }) => [kind, new Set<string>()]));
    const known = new Set(visible.map(({ number }) => number));
    const lost = await this.idsOf([...seen.keys()].filter((number) => !known.has(number)));
    const changed = visible.filter(({ number, seq }) => seq > (seen.get(number) ?? Infinity));
    const marks = changed.map(({ id, number }): [string, number] => [id, seen.get(number)!]);
    for (const [kind, id] of await this.noted([...marks, ...lost.map((id): [string, number] => [id, 0])])) {
      found.get(kind)?.add(id);
    }
    const whole = [...visible.filter(({ number }) => !seen.has(number)).map(({ id }) => id), ...lost];
    for (const { kind, idsIn } of whole.length > 0 ? things : []) {
      const places = idsIn.split('?').length - 1;
      const rows = await this.query<{ id: Buffer }>(idsIn, Array<Buffer[]>(places).fill(whole.map(idToBytes)));
      for (const { id } of rows) found.get(kind)?.add(bytesToId(id));
    }
    return new Map([...found].map(([kind, ids]) => [kind, [...ids].sort()]));
  }

  /** The ids of projects by their numbers, also of those that are gone. */
  private async idsOf(numbers: number[]): Promise<string[]> {
    if (numbers.length === 0) return [];
    const sql = 'SELECT id FROM project WHERE number IN (?) UNION SELECT id FROM gone_project WHERE number IN (?)';
    return (await this.query<{ id: Buffer }>(sql, [numbers, numbers])).map(({ id }) => bytesToId(id));
  }

  /** What was noted in projects after some count. */
  private async noted(marks: [id: string, seq: number][]): Promise<[Kind, string][]> {
    const noted: [Kind, string][] = [];
    for (let from = 0; from < marks.length; from += most) {
      const some = marks.slice(from, from + most);
      const rows = await this.query<{ kind: Kind; entity_id: Buffer }>(
        some.map(() => 'SELECT kind, entity_id FROM change_log WHERE scope_id = ? AND seq > ?').join(' UNION ALL '),
        some.flatMap(([id, seq]) => [idToBytes(id), seq]),
      );
      for (const { kind, entity_id } of rows) noted.push([kind, bytesToId(entity_id)]);
    }
    return noted;
  }

  private query<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return statement<R[]>(this.transactions.manager, sql, parameters);
  }
}

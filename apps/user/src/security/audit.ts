import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditQuery } from '#contracts/admin.contract.js';
import { invalid } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { bytesToId, idToBytes, isId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';

type Row = Pick<AuditEntry, 'act' | 'via' | 'email' | 'address' | 'device' | 'detail'> & {
  id: Buffer;
  happened_at: Date;
  account_id: Buffer | null;
  actor_id: Buffer | null;
};

/** The security log of all accounts, as administrators read it. */
@Injectable()
export class Audit {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. What told of a person is null once that person's account is deleted. */
  async list({ cursor, limit = 50, ...wanted }: AuditQuery): Promise<Page<AuditEntry>> {
    const [which, values] = conditions({ cursor, ...wanted });
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT event.id, act, via, event.happened_at, event.account_id, actor_id, email, address, device, detail
       FROM security_event AS event LEFT JOIN security_origin ON event_id = event.id
       LEFT JOIN account ON account.id = event.account_id
       WHERE ${which.join(' AND ')} ORDER BY event.id DESC LIMIT ?`,
      [...values, limit + 1],
    );
    const results = rows.slice(0, limit).map(view);
    return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
  }
}

function conditions({ cursor, account_id, act, since, until }: AuditQuery): [string[], unknown[]] {
  const which = ['TRUE'];
  const values: unknown[] = [];
  const add = (condition: string, value: unknown): void => {
    which.push(condition);
    values.push(value);
  };
  if (cursor != null) add('event.id < ?', idOf(cursor, 'cursor', 'the next_cursor of a page'));
  if (account_id) add('event.account_id = ?', idOf(account_id, 'account_id', 'the id of an account'));
  if (act) add('act = ?', act);
  if (since) add('event.happened_at >= ?', momentOf(since, 'since'));
  if (until) add('event.happened_at < ?', momentOf(until, 'until'));
  return [which, values];
}

function idOf(text: string, field: string, expected: string): Buffer {
  if (!isId(text)) throw invalid(`${field === 'cursor' ? 'page' : 'audit'}.${field}_invalid`, field, expected);
  return idToBytes(text);
}

function momentOf(text: string, field: string): Date {
  const isLocal = text.includes('T') && !/(Z|[+-]\d\d:\d\d)$/.test(text);
  const moment = new Date(isLocal ? `${text}Z` : text);
  if (Number.isNaN(moment.getTime()))
    throw invalid(`audit.${field}_invalid`, field, 'a time like 2026-11-22T09:00:00Z');
  return moment;
}

const view = ({ id, happened_at, account_id, actor_id, ...rest }: Row): AuditEntry => ({
  id: bytesToId(id),
  happened_at: happened_at.toISOString(),
  account_id: account_id && bytesToId(account_id),
  actor_id: actor_id && bytesToId(actor_id),
  ...rest,
});

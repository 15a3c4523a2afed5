import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import type { SecurityAct, SecurityEvent } from '#contracts/security.contract.js';
import { bytesToId, idToBytes, isId, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { currentTrace } from '#service/trace.js';

interface Row {
  id: Buffer;
  act: SecurityAct;
  happened_at: Date;
  address: string | null;
  device: string | null;
  detail: string | null;
}

/** What happened to the security of accounts. Nothing here changes or removes a line; they go with their account. */
@Injectable()
export class SecurityLog {
  constructor(private readonly transactions: Transactions) {}

  /** Notes an act in the transaction that does it, with the address and device of whoever asks for it. */
  async note(transaction: EntityManager, accountId: string, act: SecurityAct, detail?: string): Promise<void> {
    const { address = null, device = null } = currentTrace()?.client ?? {};
    await transaction.query(
      `INSERT INTO security_event (id, account_id, act, happened_at, address, device, detail)
       VALUES (?, ?, ?, UTC_TIMESTAMP(3), ?, ?, ?)`,
      [idToBytes(newId()), idToBytes(accountId), act, address, device, detail ?? null],
    );
  }

  /** Notes that a sign-in was refused, if there is an account with this address; as fast if there is none. */
  async noteRefusal(transaction: EntityManager, email: string): Promise<void> {
    const { address = null, device = null } = currentTrace()?.client ?? {};
    await transaction.query(
      `INSERT INTO security_event (id, account_id, act, happened_at, address, device)
       SELECT ?, id, 'session.refused', UTC_TIMESTAMP(3), ?, ? FROM account WHERE email = ?`,
      [idToBytes(newId()), address, device, email],
    );
  }

  async list(accountId: string, { cursor, limit = 50 }: PageQuery): Promise<Page<SecurityEvent>> {
    if (cursor != null && !isId(cursor)) throw invalid('page.cursor_invalid', 'cursor', 'the next_cursor of a page');
    const before = cursor == null ? '' : 'AND id < ?';
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT id, act, happened_at, address, device, detail FROM security_event
       WHERE account_id = ? ${before} ORDER BY id DESC LIMIT ?`,
      [idToBytes(accountId), ...(cursor == null ? [] : [idToBytes(cursor)]), limit + 1],
    );
    const results = rows.slice(0, limit).map(view);
    return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
  }
}

const view = ({ id, happened_at, ...rest }: Row): SecurityEvent => ({
  id: bytesToId(id),
  ...rest,
  happened_at: happened_at.toISOString(),
});

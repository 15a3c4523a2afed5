import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sessionRevoked } from '#contracts/events.js';
import { notFound } from '#contracts/failure.js';
import type { SecurityAct } from '#contracts/security.contract.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import { SecurityLog } from '../security/security-log.js';

/** Minutes that an ending is remembered for gateways that did not hear of it: longer than an access token lives. */
const remembered = 20;

/** Ends sessions before their time, and tells every gateway, whose access tokens would be good for a while. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly log: SecurityLog,
  ) {}

  /** Ends one of the account's sessions. `session.not_found`, also for somebody else's. */
  async revoke(id: string, accountId: string): Promise<void> {
    const key = idToBytes(knownId(id, 'session'));
    const owned = 'id = ? AND account_id = ?';
    await this.transactions.run(async (transaction) => {
      const ended = await this.end(owned, [key, idToBytes(accountId)], 'session.revoked', transaction);
      if (ended === 0) throw notFound('session');
    });
  }

  /** Ends all sessions of an account but one, or all. */
  async endOthers(accountId: string, current: string | undefined, transaction: EntityManager): Promise<void> {
    const [which, values] = current ? [' AND id <> ?', [idToBytes(current)]] : ['', []];
    await this.end(`account_id = ?${which}`, [idToBytes(accountId), ...values], 'session.revoked', transaction);
  }

  /** Ends the sessions of a condition; answers how many those were. */
  async end(which: string, values: unknown[], act: SecurityAct, transaction: EntityManager): Promise<number> {
    const rows = await transaction.query<{ id: Buffer; account_id: Buffer; device: string }[]>(
      `SELECT id, account_id, device FROM session WHERE ${which} ORDER BY id FOR UPDATE`,
      values,
    );
    for (const { id, account_id, device } of rows) {
      await transaction.query('DELETE FROM session WHERE id = ?', [id]);
      await transaction.query('INSERT INTO ended_session (id, ended_at) VALUES (?, UTC_TIMESTAMP(3))', [id]);
      const subject = { id: bytesToId(id), version: 1 };
      await this.outbox.record(transaction, sessionRevoked, subject, { id: subject.id });
      await this.log.note(transaction, bytesToId(account_id), act, device);
    }
    return rows.length;
  }

  /** Sessions that were ended, and accounts that were deleted, while access tokens of theirs may not have expired. */
  async lately(): Promise<string[]> {
    const { manager } = this.transactions;
    const since = `UTC_TIMESTAMP(3) - INTERVAL ${remembered} MINUTE`;
    await manager.query(`DELETE FROM ended_session WHERE ended_at < ${since} LIMIT 10000`);
    const rows = await manager.query<{ id: Buffer }[]>(
      `SELECT id FROM ended_session UNION ALL SELECT account_id FROM deletion WHERE requested_at > ${since}`,
    );
    return rows.map(({ id }) => bytesToId(id));
  }
}

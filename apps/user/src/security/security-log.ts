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

/** Who does something about an account: whoever holds it, an administrator, or who runs the installation. */
export type Author = { via: 'holder' | 'command_line' | 'environment' } | { via: 'administrator'; id: string };

const holder: Author = { via: 'holder' };

/**
 * What happened to the security of accounts: the act, and apart from it what tells of a person, which goes with that person's account.
 * Nothing here changes or removes a line, and the database refuses it (`guardLog`).
 */
@Injectable()
export class SecurityLog {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Notes an act in the transaction that does it, with the address and device of whoever asks for it. `accountId` is null where it is
   * about all of the installation.
   */
  async note(
    transaction: EntityManager,
    accountId: string | null,
    act: SecurityAct,
    detail?: string,
    author = holder,
  ): Promise<void> {
    const id = idToBytes(newId());
    const account = accountId === null ? null : idToBytes(accountId);
    const actor = author.via === 'administrator' ? idToBytes(author.id) : null;
    await transaction.query(
      `INSERT INTO security_event (id, account_id, actor_id, via, act, happened_at)
       VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [id, account, actor, author.via, act],
    );
    await this.noteOrigin(transaction, id, actor ?? account, detail);
  }

  /** Notes that a sign-in was refused, whether or not there is an account with this address. */
  async noteRefusal(transaction: EntityManager, email: string): Promise<void> {
    const id = idToBytes(newId());
    const [known] = await transaction.query<{ id: Buffer }[]>('SELECT id FROM account WHERE email = ?', [email]);
    await transaction.query(
      `INSERT INTO security_event (id, account_id, act, happened_at) VALUES (?, ?, 'session.refused', UTC_TIMESTAMP(3))`,
      [id, known?.id ?? null],
    );
    await this.noteOrigin(transaction, id, known?.id ?? null);
  }

  async list(accountId: string, { cursor, limit = 50 }: PageQuery): Promise<Page<SecurityEvent>> {
    if (cursor != null && !isId(cursor)) throw invalid('page.cursor_invalid', 'cursor', 'the next_cursor of a page');
    const before = cursor == null ? '' : 'AND id < ?';
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT id, act, event.happened_at, address, device, detail FROM security_event AS event
       LEFT JOIN security_origin AS origin ON event_id = id AND origin.account_id = event.account_id
       WHERE event.account_id = ? ${before} ORDER BY id DESC LIMIT ?`,
      [idToBytes(accountId), ...(cursor == null ? [] : [idToBytes(cursor)]), limit + 1],
    );
    const results = rows.slice(0, limit).map(view);
    return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
  }

  /** From where, in words that go with the account `whose`. */
  private async noteOrigin(
    transaction: EntityManager,
    id: Buffer,
    whose: Buffer | null,
    detail?: string,
  ): Promise<void> {
    const { address = null, device = null } = currentTrace()?.client ?? {};
    await transaction.query(
      `INSERT INTO security_origin (event_id, account_id, happened_at, address, device, detail)
       VALUES (?, ?, UTC_TIMESTAMP(3), ?, ?, ?)`,
      [id, whose, address, device, detail ?? null],
    );
  }
}

const view = ({ id, happened_at, ...rest }: Row): SecurityEvent => ({
  id: bytesToId(id),
  ...rest,
  happened_at: happened_at.toISOString(),
});

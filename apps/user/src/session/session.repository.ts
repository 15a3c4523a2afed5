import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Session } from '#contracts/account.contract.js';
import { Failure } from '#contracts/failure.js';
import type { ListedSession } from '#contracts/session.contract.js';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { currentTrace } from '#service/trace.js';
import { SecurityLog } from '../security/security-log.js';
import { RefreshTokens } from './refresh-tokens.js';
import { hashSecret } from './secret.js';
import { alive, nextIdle, SESSION_LIMITS, type SessionLimits } from './session-limits.js';

type Row = Record<'created_at' | 'last_used_at' | 'idle_until' | 'expires_at', Date> & {
  id: Buffer;
  device: string;
  address: string;
};

/** Where accounts are signed in. */
@Injectable()
export class SessionRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: RefreshTokens,
    private readonly log: SecurityLog,
    @Inject(SESSION_LIMITS) private readonly limits: SessionLimits,
  ) {}

  /** `account.disabled` (forbidden): to be called only for who has proved to be its holder. */
  async begin(accountId: string, transaction: EntityManager): Promise<Session> {
    const account = idToBytes(accountId);
    await this.refuseDisabled(accountId, transaction);
    await transaction.query(`DELETE FROM session WHERE account_id = ? AND NOT (${alive})`, [account]);
    const { address = '', device = '' } = currentTrace()?.client ?? {};
    const { idleDays, lifeDays } = this.limits;
    const id = newId();
    await transaction.query(
      `INSERT INTO session (id, account_id, created_at, last_used_at, device, address, idle_until, expires_at)
       VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? DAY, UTC_TIMESTAMP(3) + INTERVAL ? DAY)`,
      [idToBytes(id), account, device, address, Math.min(idleDays, lifeDays), lifeDays],
    );
    await this.log.note(transaction, accountId, 'session.started');
    return this.tokens.issue(accountId, id, transaction);
  }

  /** The row is locked: who disables the account at the same time ends the session that is begun, or was first. */
  private async refuseDisabled(accountId: string, transaction: EntityManager): Promise<void> {
    const [account] = await transaction.query<{ disabled_at: Date | null }[]>(
      'SELECT disabled_at FROM account WHERE id = ? LOCK IN SHARE MODE',
      [idToBytes(accountId)],
    );
    if (!account?.disabled_at) return;
    await this.transactions.apart((apart) => this.log.note(apart, accountId, 'session.refused', 'disabled'));
    throw new Failure('forbidden', 'account.disabled', 'An administrator has disabled this account.');
  }

  /** Whose cookie it is, noted at most once a minute; undefined once the session is over. */
  async bearerOf(cookie: string): Promise<{ accountId: string; sessionId: string } | undefined> {
    const [row] = await this.transactions.manager.query<{ id: Buffer; account_id: Buffer; stale: number }[]>(
      `SELECT id, account_id, last_used_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE AS stale
       FROM session WHERE cookie_hash = ? AND ${alive}`,
      [hashSecret(cookie)],
    );
    if (!row) return undefined;
    if (Number(row.stale)) await this.touch(row.id, this.transactions.manager);
    return { accountId: bytesToId(row.account_id), sessionId: bytesToId(row.id) };
  }

  /** Notes that a session was used just now, and from where. */
  async touch(id: Buffer, manager: EntityManager): Promise<void> {
    const address = currentTrace()?.client?.address;
    await manager.query(
      `UPDATE session SET last_used_at = UTC_TIMESTAMP(3), idle_until = ${nextIdle}, address = COALESCE(?, address)
       WHERE id = ?`,
      [this.limits.idleDays, address ?? null, id],
    );
  }

  /** Whether the account of an address has a session that was used from where somebody asks now. */
  async isKnownHere(email: string): Promise<boolean> {
    const address = currentTrace()?.client?.address ?? '';
    const rows = await this.transactions.manager.query<unknown[]>(
      `SELECT 1 FROM session JOIN account ON account.id = account_id WHERE email = ? AND address = ? LIMIT 1`,
      [email, address],
    );
    return address !== '' && rows.length > 0;
  }

  /** Whether a session of the account began within the last ten minutes. */
  async isFresh(id: string, accountId: string): Promise<boolean> {
    const rows = await this.transactions.manager.query<unknown[]>(
      `SELECT 1 FROM session WHERE id = ? AND account_id = ? AND created_at > UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE`,
      [idToBytes(id), idToBytes(accountId)],
    );
    return rows.length > 0;
  }

  async list(accountId: string, current?: string): Promise<ListedSession[]> {
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT id, device, address, created_at, last_used_at, idle_until, expires_at
       FROM session WHERE account_id = ? AND ${alive} ORDER BY last_used_at DESC, id DESC`,
      [idToBytes(accountId)],
    );
    return rows.map((row) => view(row, current));
  }
}

function view({ id, device, address, ...times }: Row, current?: string): ListedSession {
  const own = bytesToId(id);
  return {
    id: own,
    device,
    address,
    current: own === current,
    created_at: times.created_at.toISOString(),
    last_used_at: times.last_used_at.toISOString(),
    idle_until: times.idle_until.toISOString(),
    expires_at: times.expires_at.toISOString(),
  };
}

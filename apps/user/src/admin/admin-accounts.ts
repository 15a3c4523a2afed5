import { Injectable } from '@nestjs/common';
import type { AccountQuery, AdminAccount } from '#contracts/admin.contract.js';
import { invalid, notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { bytesToId, idToBytes, isId, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { alive } from '../session/session-limits.js';

interface Row {
  id: Buffer;
  email: string;
  full_name: string;
  verified: unknown;
  is_admin: unknown;
  second_factor: unknown;
  disabled_at: Date | null;
  created_at: Date;
  last_used_at: Date | null;
}

const columns = `id, email, full_name, email_verified_at IS NOT NULL AS verified, is_admin, disabled_at, created_at,
  EXISTS (SELECT 1 FROM totp WHERE account_id = account.id AND confirmed_at IS NOT NULL) AS second_factor,
  (SELECT MAX(last_used_at) FROM session WHERE account_id = account.id AND ${alive}) AS last_used_at`;

/** Accounts as administrators see them. */
@Injectable()
export class AdminAccounts {
  constructor(private readonly transactions: Transactions) {}

  /** In the order in which they were opened. */
  async list({ cursor, limit = 50, query }: AccountQuery): Promise<Page<AdminAccount>> {
    if (cursor != null && !isId(cursor)) throw invalid('page.cursor_invalid', 'cursor', 'the next_cursor of a page');
    const after = cursor == null ? [] : [idToBytes(cursor)];
    const words = query ? [`%${query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`] : [];
    const which = ['TRUE', ...after.map(() => 'id > ?'), ...words.map(() => 'email LIKE ?')].join(' AND ');
    const rows = await this.transactions.manager.query<Row[]>(
      `SELECT ${columns} FROM account WHERE ${which} ORDER BY id LIMIT ?`,
      [...after, ...words, limit + 1],
    );
    const results = rows.slice(0, limit).map(view);
    return { results, next_cursor: rows.length > limit ? (results.at(-1)?.id ?? null) : null };
  }

  /** `account.not_found`. */
  async get(id: string): Promise<AdminAccount> {
    const [row] = await this.transactions.manager.query<Row[]>(`SELECT ${columns} FROM account WHERE id = ?`, [
      idToBytes(knownId(id, 'account')),
    ]);
    if (!row) throw notFound('account');
    return view(row);
  }
}

const view = ({ id, email, full_name, verified, is_admin, second_factor, ...times }: Row): AdminAccount => ({
  id: bytesToId(id),
  email,
  full_name,
  email_verified: Number(verified) === 1,
  is_administrator: Number(is_admin) === 1,
  second_factor: Number(second_factor) === 1,
  disabled_at: times.disabled_at?.toISOString() ?? null,
  joined_at: times.created_at.toISOString(),
  last_used_at: times.last_used_at?.toISOString() ?? null,
});

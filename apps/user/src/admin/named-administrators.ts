import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { SecurityLog } from '../security/security-log.js';

/** Injection token of the addresses, in lower case, whose accounts the environment makes administrators. */
export const ADMIN_EMAILS = Symbol('ADMIN_EMAILS');

/** Makes administrators of those whom the environment names, once they have shown that the address is theirs. */
@Injectable()
export class NamedAdministrators implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly log: SecurityLog,
    @Inject(ADMIN_EMAILS) private readonly emails: string[],
  ) {}

  /** Those that were confirmed before they were named. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.emails.length === 0) return;
    await this.transactions.run((transaction) => this.name(transaction, 'TRUE', []));
  }

  /** To be called when the address of an account was confirmed. */
  async nameListed(transaction: EntityManager, accountId: string): Promise<void> {
    await this.name(transaction, 'id = ?', [idToBytes(accountId)]);
  }

  private async name(transaction: EntityManager, which: string, values: unknown[]): Promise<void> {
    if (this.emails.length === 0) return;
    const rows = await transaction.query<{ id: Buffer }[]>(
      `SELECT id FROM account
       WHERE ${which} AND email IN (?) AND email_verified_at IS NOT NULL AND NOT is_admin FOR UPDATE`,
      [...values, this.emails],
    );
    for (const { id } of rows) {
      await transaction.query('UPDATE account SET is_admin = TRUE WHERE id = ?', [id]);
      await this.log.note(transaction, bytesToId(id), 'administrator.named', undefined, { via: 'environment' });
    }
  }
}

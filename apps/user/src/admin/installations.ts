import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Installation } from '#contracts/admin.contract.js';
import { Failure } from '#contracts/failure.js';
import { Transactions } from '#database/transactions.js';
import { type Author, SecurityLog } from '../security/security-log.js';

interface Row {
  open: unknown;
  vacant: unknown;
}

/** What is set for all of the installation. */
@Injectable()
export class Installations {
  constructor(
    private readonly transactions: Transactions,
    private readonly log: SecurityLog,
  ) {}

  /** `registration.closed` (forbidden); never for the first account. */
  async refuseClosed(manager: EntityManager): Promise<void> {
    await this.read(manager);
  }

  /** In the transaction that adds an account: whether it is the first, of those that come at the same time one alone. */
  async admit(transaction: EntityManager): Promise<boolean> {
    if (!(await this.read(transaction))) return false;
    await transaction.query('SELECT slot FROM installation WHERE slot = 1 FOR UPDATE');
    return this.read(transaction);
  }

  async get(): Promise<Installation> {
    const [row] = await this.transactions.manager.query<Record<string, unknown>[]>(
      `SELECT registration_open,
         (SELECT COUNT(*) FROM account) AS accounts,
         (SELECT COUNT(*) FROM account WHERE disabled_at IS NOT NULL) AS disabled_accounts,
         (SELECT COUNT(*) FROM account WHERE is_admin AND disabled_at IS NULL) AS administrators
       FROM installation WHERE slot = 1`,
    );
    const number = (name: string): number => Number(row?.[name]);
    return {
      registration_open: number('registration_open') === 1,
      accounts: number('accounts'),
      disabled_accounts: number('disabled_accounts'),
      administrators: number('administrators'),
    };
  }

  /** Lets anybody open an account, or nobody; what is so already is not noted again. */
  async setRegistration(open: boolean, author: Author, transaction: EntityManager): Promise<void> {
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      'UPDATE installation SET registration_open = ? WHERE slot = 1 AND registration_open <> ?',
      [open, open],
    );
    if (affectedRows === 0) return;
    await this.log.note(transaction, null, open ? 'registration.opened' : 'registration.closed', undefined, author);
  }

  /** Whether there is no account yet. */
  private async read(manager: EntityManager): Promise<boolean> {
    const [row] = await manager.query<Row[]>(
      'SELECT registration_open AS open, NOT EXISTS (SELECT 1 FROM account) AS vacant FROM installation WHERE slot = 1',
    );
    const isVacant = Number(row?.vacant) === 1;
    if (!isVacant && Number(row?.open) !== 1) throw closed();
    return isVacant;
  }
}

const closed = (): Failure =>
  new Failure('forbidden', 'registration.closed', 'No accounts can be opened here now. Ask who runs this Errand.');

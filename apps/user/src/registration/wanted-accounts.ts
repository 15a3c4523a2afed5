import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { invalidLink } from '../mail/mail-links.js';
import { hashSecret } from '../session/secret.js';

/** An account as somebody wants to open it; the password is hashed. */
export interface WantedAccount {
  email: string;
  passwordHash: string;
  fullName: string;
  timezone: string;
}

interface Row {
  email: string;
  password_hash: string;
  full_name: string;
  timezone: string;
}

/** Hours that somebody may take to answer the mail. */
const life = 24;

/** Accounts that somebody wants to open, until whoever reads the mail of the address agrees. */
@Injectable()
export class WantedAccounts {
  constructor(private readonly transactions: Transactions) {}

  /** Keeps one under the id of the mail about it. */
  async add(
    mailId: string,
    { email, passwordHash, fullName, timezone }: WantedAccount,
    transaction: EntityManager,
  ): Promise<void> {
    await transaction.query('DELETE FROM registration WHERE expires_at <= UTC_TIMESTAMP(3) LIMIT 100');
    await transaction.query(
      `INSERT INTO registration (id, email, password_hash, full_name, timezone, expires_at)
       VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ${life} HOUR)`,
      [idToBytes(mailId), email, passwordHash, fullName, timezone],
    );
  }

  /** Lets the secret in a mail open what the mail is about. */
  async arm(mailId: string, secret: string, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE registration SET secret_hash = ? WHERE id = ?', [
      hashSecret(secret),
      idToBytes(mailId),
    ]);
  }

  /** What a secret is about, without using it up. `link.invalid` (invalid). */
  async look(secret: string): Promise<WantedAccount> {
    return this.find(secret, this.transactions.manager);
  }

  /** The one use of a secret; whatever else was wanted with the same address is of no use any more. `link.invalid` (invalid). */
  async use(secret: string, transaction: EntityManager): Promise<WantedAccount> {
    const account = await this.find(secret, transaction, 'FOR UPDATE');
    await transaction.query('DELETE FROM registration WHERE email = ?', [account.email]);
    return account;
  }

  private async find(secret: string, manager: EntityManager, lock = ''): Promise<WantedAccount> {
    const [row] = await manager.query<Row[]>(
      `SELECT email, password_hash, full_name, timezone FROM registration
       WHERE secret_hash = ? AND expires_at > UTC_TIMESTAMP(3) ${lock}`,
      [hashSecret(secret)],
    );
    if (!row) throw invalidLink();
    const { email, password_hash: passwordHash, full_name: fullName, timezone } = row;
    return { email, passwordHash, fullName, timezone };
  }
}

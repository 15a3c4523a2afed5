import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Failure } from '#contracts/failure.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { SecretsKeys } from '../security/secrets-key.js';
import { hashSecret } from '../session/secret.js';
import { type Purpose, purposes } from './mail-kinds.js';

/** What a link proves: that whoever has it reads the mail of this address. */
export interface ProvenLink {
  accountId: string;
  purpose: Purpose;
  email: string;
}

interface Row {
  account_id: Buffer;
  purpose: Purpose;
  email: string;
}

/**
 * The secrets in mails, each good once and for a while. A secret is derived from the id of its mail, so that a mail which is sent again
 * has the same one, and nothing but a hash is kept: until it expires, so that one which was used is not made anew.
 */
@Injectable()
export class MailLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: SecretsKeys,
  ) {}

  /** The secret in a mail, the same each time: one that was begun under an earlier key keeps what it was given then. */
  async secretOf(mailId: string, manager: EntityManager): Promise<string> {
    const secrets = this.keys.all.map((key) => createHmac('sha256', key).update(`mail ${mailId}`).digest('base64url'));
    if (secrets.length === 1) return secrets[0];
    const hashes = secrets.map(hashSecret);
    const rows = await manager.query<{ hash: Buffer }[]>('SELECT hash FROM mail_link WHERE hash IN (?)', [hashes]);
    return secrets[hashes.findIndex((hash) => rows.some((row) => row.hash.equals(hash)))] ?? secrets[0];
  }

  /** The secret for a mail, which works from the commit on. */
  async make(mailId: string, link: ProvenLink, transaction: EntityManager): Promise<string> {
    const secret = await this.secretOf(mailId, transaction);
    await transaction.query('DELETE FROM mail_link WHERE expires_at <= UTC_TIMESTAMP(3) LIMIT 100');
    await transaction.query(
      `INSERT IGNORE INTO mail_link (hash, account_id, purpose, email, expires_at)
       SELECT ?, ?, ?, ?, requested_at + INTERVAL ? MINUTE FROM mail WHERE id = ?`,
      [
        hashSecret(secret),
        idToBytes(link.accountId),
        link.purpose,
        link.email,
        purposes[link.purpose],
        idToBytes(mailId),
      ],
    );
    return secret;
  }

  /** What a secret proves, without using it up; `link.invalid` when it is unknown, used or too old. */
  async look(secret: string, among: Purpose[]): Promise<ProvenLink> {
    return this.find(secret, among, this.transactions.manager);
  }

  /** The one use of a secret, and the end of all others for the same purpose; `link.invalid` as above. */
  async use(secret: string, among: Purpose[], transaction: EntityManager): Promise<ProvenLink> {
    const link = await this.find(secret, among, transaction, 'FOR UPDATE');
    await this.forget(link.accountId, link.purpose, transaction);
    return link;
  }

  /** Lets no secret for a purpose work any more. */
  async forget(accountId: string, purpose: Purpose, transaction: EntityManager): Promise<void> {
    await transaction.query(
      'UPDATE mail_link SET used_at = UTC_TIMESTAMP(3) WHERE account_id = ? AND purpose = ? AND used_at IS NULL',
      [idToBytes(accountId), purpose],
    );
  }

  private async find(secret: string, among: Purpose[], manager: EntityManager, lock = ''): Promise<ProvenLink> {
    const [row] = await manager.query<Row[]>(
      `SELECT account_id, purpose, email FROM mail_link
       WHERE hash = ? AND purpose IN (?) AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(3) ${lock}`,
      [hashSecret(secret), among],
    );
    if (!row) throw invalidLink();
    return { accountId: bytesToId(row.account_id), purpose: row.purpose, email: row.email };
  }
}

export const invalidLink = (): Failure =>
  new Failure('invalid', 'link.invalid', 'This link was used before, or is too old.', {
    field: 'token',
    expected: 'the token of the newest mail',
  });

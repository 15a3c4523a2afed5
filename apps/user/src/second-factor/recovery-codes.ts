import { createHmac, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { SecretsKeys } from '../security/secrets-key.js';

const number = 10;
/** Without those that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

/** Codes that are good once each. Of them only hashes are kept, which cannot be tried out without the key. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: SecretsKeys,
  ) {}

  /** New ones, in place of all that there were. */
  async renew(accountId: string, transaction: EntityManager): Promise<string[]> {
    await this.forget(accountId, transaction);
    const codes = Array.from({ length: number }, newCode);
    const rows = codes.map((code) => [idToBytes(accountId), hash(code, this.keys.newest)]);
    await transaction.query('INSERT INTO recovery_code (account_id, hash) VALUES ?', [rows]);
    return codes;
  }

  /** Whether this is one of them; if so, it is none any more. */
  async use(accountId: string, code: string, transaction: EntityManager): Promise<boolean> {
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      'DELETE FROM recovery_code WHERE account_id = ? AND hash IN (?)',
      [idToBytes(accountId), this.keys.all.map((key) => hash(code, key))],
    );
    return affectedRows === 1;
  }

  async left(accountId: string): Promise<number> {
    const sql = 'SELECT COUNT(*) AS number FROM recovery_code WHERE account_id = ?';
    const [row] = await this.transactions.manager.query<{ number: unknown }[]>(sql, [idToBytes(accountId)]);
    return Number(row?.number);
  }

  async forget(accountId: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM recovery_code WHERE account_id = ?', [idToBytes(accountId)]);
  }
}

function hash(code: string, key: Buffer): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHmac('sha256', key).update(`recovery ${plain}`).digest();
}

function newCode(): string {
  const text = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

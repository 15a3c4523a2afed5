import { createHmac, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { SECRETS_KEY } from '../security/secrets-key.js';

const number = 10;
/** Without those that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

/** Codes that are good once each. Of them only hashes are kept, which cannot be tried out without the key. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly transactions: Transactions,
    @Inject(SECRETS_KEY) private readonly key: Buffer,
  ) {}

  /** New ones, in place of all that there were. */
  async renew(accountId: string, transaction: EntityManager): Promise<string[]> {
    await this.forget(accountId, transaction);
    const codes = Array.from({ length: number }, newCode);
    const rows = codes.map((code) => [idToBytes(accountId), this.hash(code)]);
    await transaction.query('INSERT INTO recovery_code (account_id, hash) VALUES ?', [rows]);
    return codes;
  }

  /** Whether this is one of them; if so, it is none any more. */
  async use(accountId: string, code: string, transaction: EntityManager): Promise<boolean> {
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      'DELETE FROM recovery_code WHERE account_id = ? AND hash = ?',
      [idToBytes(accountId), this.hash(code)],
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

  private hash(code: string): Buffer {
    const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '');
    return createHmac('sha256', this.key).update(`recovery ${plain}`).digest();
  }
}

function newCode(): string {
  const text = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

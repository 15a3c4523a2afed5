import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Failure } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import type { IdempotencyLike, Repeatable } from './server.js';

interface Row {
  request_hash: Buffer;
  answer: Buffer;
}

const hour = 3_600_000;
const nonceLength = 12;
const tagLength = 16;

/**
 * Executes a command once for each user and request id. The row that remembers it is written in the transaction of its
 * change: a command that is delivered again, by the broker or by whoever sent it, finds the row and gets the first answer.
 * Refusals change nothing and are not remembered. Rows live for 24 hours.
 */
@Injectable()
export class Idempotency implements IdempotencyLike, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Idempotency.name);
  private sweeper?: NodeJS.Timeout;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
  ) {}

  /** Runs the work, or answers what it answered before; `request.id_reused` (invalid) when it was asked for something else. */
  once(command: Repeatable, work: () => Promise<string>): Promise<string> {
    const key = [idToBytes(command.actor.user_id), hash(command.requestId)];
    const requestHash = hash(canonical([command.pattern, command.input]));
    return this.transactions.run(async (transaction) => {
      if (!(await this.claim(key, requestHash, transaction)))
        return this.replay(command, key, requestHash, transaction);
      const answer = await work();
      const sealed = seal(answer, command);
      await transaction.query('UPDATE idempotency SET answer = ? WHERE user_id = ? AND request_id_hash = ?', [
        sealed,
        ...key,
      ]);
      return answer;
    });
  }

  onModuleInit(): void {
    this.sweeper = setInterval(() => void this.sweep(), hour).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  /** Waits for a transaction that holds the same key; false when the command was executed before. */
  private async claim(key: Buffer[], requestHash: Buffer, transaction: EntityManager): Promise<boolean> {
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      `INSERT IGNORE INTO idempotency (user_id, request_id_hash, request_hash, answer, created_at)
       VALUES (?, ?, ?, '', UTC_TIMESTAMP(3))`,
      [...key, requestHash],
    );
    return affectedRows > 0;
  }

  private async replay(
    command: Repeatable,
    key: Buffer[],
    requestHash: Buffer,
    transaction: EntityManager,
  ): Promise<string> {
    const [row] = await transaction.query<Row[]>(
      'SELECT request_hash, answer FROM idempotency WHERE user_id = ? AND request_id_hash = ?',
      key,
    );
    if (!row?.request_hash.equals(requestHash)) {
      throw new Failure('invalid', 'request.id_reused', 'This X-Request-Id was used for another request.', {
        field: 'X-Request-Id',
        expected: 'an id that is new for each request',
      });
    }
    return open(row.answer, command);
  }

  private async sweep(): Promise<void> {
    await this.dataSource
      .query('DELETE FROM idempotency WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 24 HOUR LIMIT 10000')
      .catch((error: Error) => this.logger.warn(`Old request ids could not be swept: ${error.message}`));
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The same text for the same request, however its fields are ordered. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** Answers may hold secrets that are shown once, so they are kept under a key that only the sender's request id gives. */
const sealingKey = ({ actor, requestId }: Repeatable): Buffer =>
  createHmac('sha256', requestId).update(actor.user_id).digest();

function seal(text: string, command: Repeatable): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(command), nonce);
  const sealed = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

function open(sealed: Buffer, command: Repeatable): string {
  const nonce = sealed.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(command), nonce);
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  return decipher.update(sealed.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Failure } from '#contracts/failure.js';
import { Transactions } from '#database/transactions.js';
import { hashSecret } from '../session/secret.js';

/** What attempts are counted by, and how many are free. */
export interface Bucket {
  name: string;
  /** Attempts before the first wait. */
  free: number;
  /** Seconds of the longest wait; the first is one second, and each further one twice as long. */
  longest: number;
  /** Minutes without an attempt after which all is forgotten. */
  memory: number;
}

/** Slows down who guesses, by what is counted in the database: on all replicas together. */
@Injectable()
export class Throttle {
  constructor(private readonly transactions: Transactions) {}

  /** Seconds to wait until the next attempt; 0 for none. */
  async wait(buckets: Bucket[]): Promise<number> {
    const [row] = await this.transactions.manager.query<{ wait: unknown }[]>(
      `SELECT MAX(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), blocked_until)) AS wait FROM attempt
       WHERE bucket IN (?) AND blocked_until > UTC_TIMESTAMP(3)`,
      [buckets.map(key)],
    );
    return Math.ceil(Number(row?.wait ?? 0) / 1_000_000);
  }

  /** `auth.too_many_attempts` (rate_limited) while it is not time for the next attempt. */
  async refuse(buckets: Bucket[]): Promise<void> {
    const wait = await this.wait(buckets);
    if (wait > 0) throw tooMany(wait);
  }

  /** Counts an attempt that failed, or one of what may be done only so often. */
  async count(buckets: Bucket[], transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM attempt WHERE last_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY LIMIT 100');
    for (const bucket of buckets.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
      await this.countOne(bucket, transaction);
  }

  async forget({ name }: Bucket, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM attempt WHERE bucket = ?', [hashSecret(name)]);
  }

  /** Later assignments see the new number of failures, on MySQL as on MariaDB. */
  private async countOne(bucket: Bucket, transaction: EntityManager): Promise<void> {
    const { free, longest, memory } = bucket;
    const first = free > 0 ? 0 : 1;
    await transaction.query(
      `INSERT INTO attempt (bucket, failures, last_at, blocked_until)
       VALUES (?, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
       ON DUPLICATE KEY UPDATE
         failures = IF(last_at < UTC_TIMESTAMP(3) - INTERVAL ? MINUTE, 1, LEAST(failures + 1, 1000000)),
         last_at = UTC_TIMESTAMP(3),
         blocked_until = IF(failures < ?, UTC_TIMESTAMP(3),
           UTC_TIMESTAMP(3) + INTERVAL LEAST(?, POW(2, LEAST(failures - ?, 20))) SECOND)`,
      [key(bucket), first, memory, free, longest, free],
    );
  }
}

const key = ({ name }: Bucket): Buffer => hashSecret(name);

export const tooMany = (seconds: number): Failure =>
  new Failure('rate_limited', 'auth.too_many_attempts', 'Too many attempts. Wait a little, and try again.', {
    retry_after: seconds,
  });

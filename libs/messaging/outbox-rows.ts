import type { DataSource } from 'typeorm';
import { statement } from '#database/statement.js';

/** An event as the outbox holds it. */
export interface OutboxRow {
  id: Buffer;
  type: string;
  source: string;
  subject: Buffer;
  aggregate_version: number;
  data: string;
  fleeting: number;
  traceparent: string;
  recorded_at: Date;
  lease_until: Date | null;
}

/** One that is in the table, and where. */
export type ClaimedRow = OutboxRow & { position: string };

/** Rows claimed at a time, and for how long: a relay that dies leaves them to others after that. */
const batch = 200;
const leaseSeconds = 5;

/** Until when an event belongs to the relay that has it now. */
export const leaseFromNow = (): Date => new Date(Date.now() + leaseSeconds * 1000);

/** What nobody else has, of each aggregate the oldest event only: it belongs to the caller for as long as the lease. */
export function claimRows(dataSource: DataSource): Promise<ClaimedRow[]> {
  return dataSource.transaction('READ COMMITTED', async (transaction) => {
    const rows = await transaction.query<ClaimedRow[]>(
      `SELECT * FROM outbox candidate
       WHERE (lease_until IS NULL OR lease_until < UTC_TIMESTAMP(3))
         AND NOT EXISTS (SELECT 1 FROM outbox earlier
                         WHERE earlier.subject = candidate.subject AND earlier.position < candidate.position)
       ORDER BY position LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
    );
    if (rows.length > 0) {
      await transaction.query(
        `UPDATE outbox SET lease_until = UTC_TIMESTAMP(3) + INTERVAL ${leaseSeconds} SECOND WHERE position IN (?)`,
        [rows.map(({ position }) => position)],
      );
    }
    return rows;
  });
}

/** Removes rows that were claimed. */
export async function removeClaimed(rows: ClaimedRow[], { manager }: DataSource): Promise<void> {
  await statement(manager, 'DELETE FROM outbox WHERE position IN (?)', [rows.map(({ position }) => position)]);
}

/** Removes rows whose position nobody knows, because they were never claimed. */
export async function removeFresh(rows: OutboxRow[], { manager }: DataSource): Promise<void> {
  await statement(manager, 'DELETE FROM outbox WHERE subject IN (?) AND id IN (?)', [
    rows.map(({ subject }) => subject),
    rows.map(({ id }) => id),
  ]);
}

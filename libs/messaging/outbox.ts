import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventContract } from '#contracts/event.js';
import { batched } from '#database/batched.js';
import { idToBytes, newId } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { afterCommit } from '#database/begin.js';
import { traceparent } from '#service/trace.js';
import { OutboxRelay } from './outbox-relay.js';
import { leaseFromNow, type OutboxRow } from './outbox-rows.js';
import { isPlanted } from './planted-bug.js';

/** Which aggregate an event is about, and its version after the change that the event reports. */
export interface Subject {
  id: string;
  version: number;
}

/** Records events in the transaction whose change they report: they are published if and only if it commits. */
@Injectable()
export class Outbox {
  constructor(private readonly relay: OutboxRelay) {}

  async record<T>(transaction: EntityManager, event: EventContract<T>, subject: Subject, data: T): Promise<void> {
    const { type, source, fleeting } = event;
    const astray = isPlanted('event-recorded-outside-transaction');
    const isFirst = subject.version === 1 && !astray;
    const row: OutboxRow = {
      id: idToBytes(newId()),
      type,
      source,
      subject: idToBytes(subject.id),
      aggregate_version: subject.version,
      data: JSON.stringify(data),
      fleeting: fleeting ? 1 : 0,
      traceparent: traceparent(),
      recorded_at: new Date(),
      lease_until: isFirst ? leaseFromNow() : null,
    };
    await insert(row, astray ? transaction.dataSource.manager : transaction);
    afterCommit(transaction, () => (isFirst ? this.relay.handOver(row) : this.relay.wake()));
  }
}

const columns = [
  'id',
  'type',
  'source',
  'subject',
  'aggregate_version',
  'data',
  'fleeting',
  'traceparent',
  'recorded_at',
  'lease_until',
] as const satisfies (keyof OutboxRow)[];

const insert = batched(async (rows: OutboxRow[], transaction) => {
  const values = rows.map((row) => columns.map((column) => row[column]));
  await insertRows('outbox', [...columns], values, transaction);
  return rows.map(() => undefined);
});

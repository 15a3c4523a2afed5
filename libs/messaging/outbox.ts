import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventContract } from '#contracts/event.js';
import { idToBytes, newId } from '#database/id.js';
import { afterCommit } from '#database/transactions.js';
import { traceparent } from '#service/trace.js';
import { OutboxRelay } from './outbox-relay.js';
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
    const where = isPlanted('event-recorded-outside-transaction') ? transaction.dataSource : transaction;
    await where.query(
      `INSERT INTO outbox (id, type, source, subject, aggregate_version, data, fleeting, traceparent, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))`,
      [
        idToBytes(newId()),
        event.type,
        event.source,
        idToBytes(subject.id),
        subject.version,
        JSON.stringify(data),
        event.fleeting,
        traceparent(),
      ],
    );
    afterCommit(transaction, () => this.relay.wake());
  }
}

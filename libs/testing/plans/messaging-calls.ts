import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { taskAdded, type TaskAdded } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { INBOX } from '#messaging/event-consumer.js';
import type { Idempotency } from '#messaging/idempotency.js';
import type { Inbox } from '#messaging/inbox.js';
import { claimRows, type OutboxRow, removeClaimed, removeFresh } from '#messaging/outbox-rows.js';
import { OutboxWatch } from '#messaging/outbox-watch.js';
import { Outbox } from '#messaging/outbox.js';
import { IDEMPOTENCY } from '#messaging/repeatable.js';
import type { Calls } from './observed.js';

/** What is in the tables of a service's messages for long, of the rows of another table that have an `id`. */
export const waitingMessages = (rows: string): string[] => [
  `INSERT INTO outbox (id, type, source, subject, aggregate_version, data, fleeting, traceparent, recorded_at, lease_until)
   SELECT id, 'some.thing', 'task', id, 2, '{}', FALSE, '', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY ${rows}`,
  `INSERT INTO inbox (consumer, message_id, received_at) SELECT 'task', id, UTC_TIMESTAMP(3) ${rows}`,
  `INSERT INTO idempotency (user_id, request_id_hash, request_hash, answer, created_at)
   SELECT id, CONCAT(id, id), CONCAT(id, id), '', UTC_TIMESTAMP(3) ${rows}`,
];

/** Everything that the transport of messages asks of the database, in an order in which all of it succeeds. */
export function messagingCalls(app: INestApplication, actor: Actor): Calls {
  const anywhere = { strict: false };
  const inbox = app.get<Inbox>(INBOX, anywhere);
  const idempotency = app.get<Idempotency>(IDEMPOTENCY, anywhere);
  const [outbox, watch] = [app.get(Outbox, anywhere), app.get(OutboxWatch, anywhere)];
  const [dataSource, transactions] = [app.get(DataSource, anywhere), app.get(Transactions, anywhere)];
  const [event, alone, company] = [newId(), newId(), newId()];
  const once = (requestId: string, together: boolean): Promise<string> =>
    idempotency.once({ actor, requestId, pattern: 'some.thing', input: {}, repeated: false, together }, () =>
      Promise.resolve('{}'),
    );
  const record = (version: number, id = newId()): Promise<void> =>
    transactions.run((transaction) => outbox.record(transaction, taskAdded, { id, version }, { id } as TaskAdded));
  const removeOne = async (): Promise<void> => {
    const [row] = await dataSource.query<OutboxRow[]>('SELECT * FROM outbox ORDER BY position LIMIT 1');
    await removeFresh([row], dataSource);
  };
  return {
    'a command': () => once(alone, false),
    'a command that comes again': () => once(alone, false),
    'a command in company': () => once(company, true),
    'a command in company that comes again': () => once(company, true),
    'an event that is taken': () => inbox.once(event, () => Promise.resolve()),
    'an event that comes again': () => inbox.once(event, () => Promise.resolve()),
    'a first event': () => record(1),
    'a further event': () => record(2),
    'events that are published': async () => removeClaimed(await claimRows(dataSource), dataSource),
    'first events that are published': removeOne,
    'the outbox in the metrics': () => Promise.all([watch.size(), watch.age()]),
    'old events and answers': () => Promise.all([inbox.sweep(), idempotency.sweep()]),
  };
}

import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import type { ReminderDue } from '#contracts/events.js';
import { idToBytes, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import type { Calls } from '#testing/plans/observed.js';
import { AccountListener } from '../../src/account/account.listener.js';
import { ReminderFiring } from '../../src/reminder/reminder-firing.js';
import { ReminderListener } from '../../src/reminder/reminder.listener.js';
import { Sweeper } from '../../src/sweeper.js';
import { LogSweeper } from '../../src/sync/log-sweeper.js';
import { aTask } from '../fixture.js';
import type { World } from './seeded-world.js';

/** What the service does that nobody asks it for: what its replicas look for by themselves, and what they hear from other services. */
export async function backgroundOf({ handlers, ada, bob }: World, app: INestApplication): Promise<Calls> {
  const get = <T>(type: abstract new (...parameters: never[]) => T): T => app.get<T>(type, { strict: false });
  const [accounts, firing, dataSource] = [get(AccountListener), get(ReminderFiring), get(DataSource)];
  const transactions = get(Transactions);
  const task = await handlers.tasks.add(aTask(), ada);
  const due = { string: 'every day at 9' };
  const reminder = await handlers.reminders.add({ task_id: task.id, due }, ada);
  const past = 'UTC_TIMESTAMP(3) - INTERVAL';
  await dataSource.query(`UPDATE reminder SET fires_at = ${past} 1 MINUTE WHERE id = ?`, [idToBytes(reminder.id)]);
  await dataSource.query(`UPDATE trash SET deleted_at = ${past} 40 DAY ORDER BY id LIMIT 3`);
  const person = { id: newId(), email: 'eve@example.org', full_name: 'Eve Doe', timezone: 'Europe/Madrid' };
  const known = { id: bob.user_id, email: bob.email, full_name: 'Bob Doe', timezone: 'Europe/Paris' };
  const heard = <T>(data: T & { id: string }): Delivered<T> => ({
    id: newId(),
    subject: data.id,
    aggregateVersion: 7,
    time: new Date().toISOString(),
    data,
  });
  const gone = (id: string) => (): Promise<void> =>
    transactions.run((transaction) => accounts.deletionRequested(heard({ id, participants: ['task'] }), transaction));
  return {
    'when the next reminder is due': () => firing.untilNext(),
    'reminders that are due': () => firing.fireDue(),
    'a reminder that fired': () =>
      transactions.run((transaction) =>
        get(ReminderListener).fired(heard({ id: reminder.id } as ReminderDue), transaction),
      ),
    'what is too old': () => get(Sweeper).sweep(),
    'changes that are too old': () => get(LogSweeper).sweep(),
    'an account that is new': () => transactions.run((transaction) => accounts.registered(heard(person), transaction)),
    'an account that changed': () => transactions.run((transaction) => accounts.updated(heard(known), transaction)),
    'an account that is gone': gone(ada.user_id),
    'an account of a guest that is gone': gone(bob.user_id),
  };
}

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
import { aComment, aTask, type Registered } from '../fixture.js';
import { aPerson, type World } from './seeded-world.js';

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
  const { host, guest } = await hostAndGuest(handlers, dataSource);
  const gone =
    ({ user_id: id }: Registered) =>
    (): Promise<void> =>
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
    'an account of a guest that is gone': gone(guest),
    'an account that is gone': gone(host),
  };
}

/** Two who have a bit of everything, and a project together. */
async function hostAndGuest(
  { projects, sections, tasks, comments, labels, filters, reminders, invitations }: World['handlers'],
  dataSource: DataSource,
): Promise<{ host: Registered; guest: Registered }> {
  const [host, guest] = [await aPerson(dataSource), await aPerson(dataSource)];
  const { id: project_id } = await projects.add({ name: 'Ours' }, host);
  const { id: invitation } = await invitations.invite({ project_id, email: guest.email, role: 'editor' }, host);
  await invitations.accept({ id: invitation }, guest);
  for (const person of [host, guest]) {
    await projects.list({}, person);
    const { id: section_id } = await sections.add({ name: 'Mine', project_id }, person);
    const [kept, done, gone] = [1, 2, 3].map(() => tasks.add(aTask({ section_id, labels: ['mine'] }), person));
    await comments.add(aComment({ task_id: (await kept).id }), person);
    await reminders.add({ task_id: (await kept).id, due: { string: 'every day at 9' } }, person);
    await tasks.update({ id: (await kept).id, assignee_id: person.user_id }, person);
    await tasks.close({ id: (await done).id }, person);
    await tasks.delete({ id: (await gone).id }, person);
    await labels.add({ name: 'mine' }, person);
    await filters.add({ name: 'Mine', query: '@mine' }, person);
  }
  return { host, guest };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { reminderDue } from '#contracts/events.js';
import { afterCommit } from '#database/begin.js';
import { idToBytes } from '#database/id.js';
import { insertRows } from '#database/insert.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import { Durations } from '#service/metrics.js';
import { MemberRepository } from '../account/member.repository.js';
import { withAudience } from './reminder-audience.js';
import { tasksOf, writeReminders } from './reminder-rows.js';
import { ReminderEntity } from './reminder.entity.js';

/** Reminders that are fired in one transaction at most: more are left for other replicas meanwhile. */
const batch = 50;

const lateness = new Durations('reminder_lateness_seconds', 'From the moment of a reminder until it was fired', []);

/**
 * Fires reminders. Whoever claims one fires it: claiming, the note that it fired and the event are one transaction, so that a
 * replica which dies leaves it as it was, for the others. The database's clock decides, the same for all of them.
 */
@Injectable()
export class ReminderFiring {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Fires what is due and nobody else has claimed, a batch at most, and answers whether there was any. */
  fireDue(): Promise<boolean> {
    return this.transactions.run(async (transaction) => {
      const reminders = await claim(transaction);
      if (reminders.length === 0) return false;
      const [{ now }] = await transaction.query<[{ now: Date }]>('SELECT UTC_TIMESTAMP(3) AS now');
      await this.fire(reminders, now, transaction);
      return true;
    });
  }

  /** Milliseconds until the next one fires, negative when it should have; undefined when none will. */
  async untilNext(): Promise<number | undefined> {
    const [{ wait }] = await this.transactions.manager.query<[{ wait: string | number | null }]>(
      'SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), MIN(fires_at)) / 1000 AS wait FROM reminder',
    );
    return wait === null ? undefined : Number(wait);
  }

  private async fire(reminders: ReminderEntity[], now: Date, transaction: EntityManager): Promise<void> {
    const tasks = new Map((await tasksOf(reminders, transaction)).map((task) => [task.id, task]));
    const people = await this.members.findMany([...new Set(reminders.map(({ userId }) => userId))]);
    const personOf = new Map(people.map((person) => [person.id, person]));
    // what passes while an account is disabled reaches nobody, later neither
    const open = reminders.filter(({ userId }) => !personOf.get(userId)?.disabled);
    const audience = await withAudience(open, transaction);
    const fired = reminders.flatMap((reminder) => {
      const { timezone = 'UTC' } = personOf.get(reminder.userId) ?? {};
      const event = reminder.fire(tasks.get(reminder.taskId)!, { now, timezone });
      return audience.has(reminder) ? [{ event, subject: { id: reminder.id, version: reminder.version } }] : [];
    });
    await writeReminders(reminders, transaction);
    const firings = [...audience].map(({ id, firedFor }) => [idToBytes(id), firedFor, now]);
    if (firings.length > 0)
      await insertRows('reminder_firing', ['reminder_id', 'remind_at', 'fired_at'], firings, transaction);
    await Promise.all(fired.map(({ event, subject }) => this.outbox.record(transaction, reminderDue, subject, event)));
    afterCommit(transaction, () => {
      for (const { event } of fired) lateness.observe({}, performance.now() - event.late_ms);
    });
  }
}

const claim = (transaction: EntityManager): Promise<ReminderEntity[]> =>
  transaction
    .createQueryBuilder(ReminderEntity, 'reminder')
    .where('reminder.firesAt <= UTC_TIMESTAMP(3)')
    .orderBy('reminder.firesAt')
    .limit(batch)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();

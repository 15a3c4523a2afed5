import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import type { ById } from '#contracts/page.js';
import {
  type AddReminder,
  type Reminder,
  type ReminderChange,
  reminderContract,
  type ReminderPage,
  type ReminderQuery,
  type UpdateReminder,
} from '#contracts/reminder.contract.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import type { DueDate } from '../due/due-date.js';
import { readTime } from './read-time.js';
import { ReminderEntity } from './reminder.entity.js';
import { ReminderRepository } from './reminder.repository.js';

@Handles(reminderContract)
export class ReminderHandler implements Handlers<typeof reminderContract> {
  constructor(
    private readonly reminders: ReminderRepository,
    private readonly members: MemberRepository,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<Reminder> {
    return (await this.reminders.get(id, actor)).toView();
  }

  async list(query: ReminderQuery, actor: Actor): Promise<ReminderPage> {
    const { results, next_cursor } = await this.reminders.list(query, actor);
    return { results: results.map((reminder) => reminder.toView()), next_cursor };
  }

  async add({ task_id, ...input }: AddReminder, actor: Actor): Promise<Reminder> {
    refuseForOthers(input, actor);
    const now = new Date();
    const reminder = ReminderEntity.of(actor, input, await this.due(input, actor, now), now);
    return (await this.reminders.add(reminder, task_id, actor)).toView();
  }

  async update({ id, ...change }: UpdateReminder, actor: Actor): Promise<Reminder> {
    refuseForOthers(change, actor);
    const due = await this.due(change, actor, new Date());
    return (await this.reminders.change(id, actor, (reminder) => reminder.change(change, due))).toView();
  }

  async delete({ id }: ById, actor: Actor): Promise<void> {
    await this.reminders.remove(id, actor);
  }

  /** What is sent along with a relative one is not looked at. */
  private async due({ reminder_type, due }: ReminderChange, actor: Actor, now: Date): Promise<DueDate | undefined> {
    if (!due || reminder_type === 'relative') return undefined;
    return readTime(due, { now, timezone: await this.members.timezoneOf(actor.user_id) });
  }
}

function refuseForOthers({ notify_uid }: ReminderChange, actor: Actor): void {
  if (notify_uid === undefined || notify_uid.toLowerCase() === actor.user_id) return;
  throw invalid('reminder.notify_uid', 'notify_uid', 'your own id, or nothing: a reminder is for who sets it');
}

import { command, contract, query } from './contract.js';
import { PickType } from './derived.js';
import { Flag, Id, OneOf, Text, Whole } from './fields.js';
import { Nested } from './nested-fields.js';
import { DateAndTime, Instant, TimeZone } from './time-fields.js';
import { ById, PageQuery, pageOf } from './page.js';
import { Due } from './task.contract.js';

export const reminderTypes = ['relative', 'absolute'] as const;
const services = ['email', 'push'] as const;
/** A year. */
const longestOffset = 525_600;

/** Reminds one person of a task: so many minutes before it is due, or at a time of its own. In the shape of the Todoist API v1. */
export class Reminder {
  @Id() id!: string;
  @Id({ description: 'Who is reminded' }) notify_uid!: string;
  @Id({ description: 'The task that it is about' }) item_id!: string;
  @OneOf(reminderTypes) type!: string;
  @Whole({ optional: true, description: 'Of a relative one: minutes before the task is due' }) minute_offset?: number;
  @Nested(() => Due, { optional: true, description: 'Of an absolute one' }) due?: Due;
  @OneOf(services, { optional: true, description: 'How it is to be delivered, where that was told' }) service?: string;
  @Flag() is_urgent!: boolean;
  @Flag() is_deleted!: boolean;
  @Instant({ nullable: true, description: 'When it fires next; null while it does not' }) fires_at!: string | null;
}

/** A time of its own, by `date`, by words, or by both: then the words say how the date recurs, if they are said to. */
export class ReminderTime {
  @DateAndTime({
    optional: true,
    nullable: true,
    description:
      'With an offset: that moment. Without: as clocks in `timezone` show it, or else clocks where the person is',
  })
  date?: string | null;
  @Text({ max: 255, optional: true, nullable: true, description: 'Natural language such as `every monday at 9`' })
  string?: string | null;
  @TimeZone({ optional: true, nullable: true, description: 'That of the person unless told' }) timezone?: string | null;
  @Text({ max: 8, optional: true, nullable: true, description: 'Language of `string`; `en`' }) lang?: string | null;
  @Flag({ optional: true, description: 'Whether `string` says how `date` recurs' }) is_recurring?: boolean;
}

export class AddReminder {
  @Id() task_id!: string;
  @OneOf(reminderTypes, { optional: true, description: 'By what else is sent unless told' }) reminder_type?: string;
  @Whole({ max: longestOffset, optional: true, description: 'Minutes before the task is due; of a relative one' })
  minute_offset?: number;
  @Nested(() => ReminderTime, { optional: true, description: 'Of an absolute one' }) due?: ReminderTime;
  @OneOf(services, { optional: true, description: 'Every way that there is unless told' }) service?: string;
  @Id({ optional: true, description: 'Who is reminded: the caller, who need not be told' }) notify_uid?: string;
  @Flag({ optional: true }) is_urgent?: boolean;
}

export class ReminderChange extends PickType(AddReminder, [
  'reminder_type',
  'minute_offset',
  'due',
  'service',
  'notify_uid',
  'is_urgent',
] as const) {}

export class UpdateReminder extends ReminderChange {
  @Id() id!: string;
}

export class ReminderQuery extends PageQuery {
  @Id({ optional: true, nullable: true, description: 'Those of one task only' }) task_id?: string | null;
}

export class ReminderPage extends pageOf(Reminder) {}

/**
 * Reminders of the actor. Each fires once for each moment that it is for; what passes while the task is completed, or while the
 * actor may not see it, does not fire. `reminder.no_due_time` (invalid) for a relative one where the task is not due at a time, `reminder.no_time` (invalid)
 * for a time of its own that is none, `reminder.not_told` (invalid) when neither was told, `reminder.notify_uid` (invalid) for
 * somebody else, `reminder.too_many` (invalid) beyond 50 on a task. What the actor may not see is `task.not_found`,
 * `reminder.not_found`.
 */
export const reminderContract = contract('task.reminder', {
  get: query(ById, Reminder),
  list: query(ReminderQuery, ReminderPage),
  add: command(AddReminder, Reminder),
  update: command(UpdateReminder, Reminder),
  delete: command(ById),
});

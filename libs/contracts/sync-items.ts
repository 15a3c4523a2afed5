import { PartialType, PickType } from './derived.js';
import { ReminderChange, reminderTypes } from './reminder.contract.js';
import { AddTask } from './task.contract.js';
import { Flag, Id, OneOf, Text, Whole } from './fields.js';
import { ListOf, Nested, WholeById } from './nested-fields.js';
import { CalendarDate, DateAndTime } from './time-fields.js';
import { ById } from './page.js';

/** When something is due: words, a date, or both for what recurs. */
export class DueArgument {
  @Text({ max: 64, optional: true, nullable: true }) date?: string | null;
  @Text({ max: 255, optional: true, nullable: true }) string?: string | null;
  @Text({ max: 8, optional: true, nullable: true }) lang?: string | null;
  @Flag({ optional: true }) is_recurring?: boolean;
}

export class DeadlineArgument {
  @CalendarDate() date!: string;
  @Text({ max: 8, optional: true }) lang?: string;
}

export class DurationArgument {
  @Whole({ min: 1, max: 100_000 }) amount!: number;
  @OneOf(['minute', 'day']) unit!: string;
}

/** What a task may be told to be, as sync commands tell it. */
export class ItemFields extends PartialType(
  PickType(AddTask, ['content', 'description', 'labels', 'priority', 'is_collapsed'] as const),
) {
  @Nested(() => DueArgument, { optional: true, nullable: true }) due?: DueArgument | null;
  @Nested(() => DeadlineArgument, { optional: true, nullable: true }) deadline?: DeadlineArgument | null;
  @Nested(() => DurationArgument, { optional: true, nullable: true }) duration?: DurationArgument | null;
  @Id({ optional: true, nullable: true, description: 'Whose task it is: a collaborator of the project' })
  responsible_uid?: string | null;
  @Whole({ optional: true, description: 'Position within its day' }) day_order?: number;
}

export class ItemAdd extends ItemFields {
  @Text({ min: 1, max: 500 }) declare content: string;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
  @Whole({ optional: true, nullable: true }) child_order?: number | null;
  @Flag({ optional: true, description: 'With a reminder as the person usually wants them, where it has a time' })
  auto_reminder?: boolean;
}

export class ItemUpdate extends ItemFields {
  @Id() id!: string;
}

/** Of a completion: what was completed already before it stays so. */
export class CompletedBefore extends ById {
  @Flag({ optional: true, description: 'Whether it was completed before' }) checked?: boolean;
}

export class ItemCompleteUndo extends ById {
  @ListOf(() => CompletedBefore) descendants!: CompletedBefore[];
}

export class ItemUpdateDayOrders {
  @WholeById({ description: 'Positions within a day, by id' }) ids_to_orders!: Record<string, number>;
}

export class ItemComplete extends ById {
  @DateAndTime({ optional: true, nullable: true }) completed_at?: string | null;
}

export class ItemUpdateDateComplete extends ById {
  @Nested(() => DueArgument, { optional: true, nullable: true }) due?: DueArgument | null;
  @Whole({ max: 1, optional: true, description: '1 when the occurrence was completed' }) is_forward?: number;
}

export class ChildOrder extends ById {
  @Whole() child_order!: number;
}

export class ItemReorder {
  @ListOf(() => ChildOrder) items!: ChildOrder[];
}

/** What a reminder may be told to be, as sync commands tell it. */
export class ReminderFields extends PickType(ReminderChange, [
  'minute_offset',
  'due',
  'service',
  'notify_uid',
  'is_urgent',
] as const) {
  @OneOf(reminderTypes, { optional: true, description: 'By what else is sent unless told' }) type?: string;
}

export class ReminderAdd extends ReminderFields {
  @Id() item_id!: string;
}

export class ReminderUpdate extends ReminderFields {
  @Id() id!: string;
}

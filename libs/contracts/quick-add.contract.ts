import { command, contract, query } from './contract.js';
import { PickType } from './derived.js';
import { Answered, Flag, Id, OneOf, Text, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { CalendarDate, TimeZone } from './time-fields.js';
import { AddTask, Due, Duration, Task } from './task.contract.js';

/** A piece of the text that is not content. */
export class QuickAddPart {
  @OneOf([
    'project',
    'section',
    'assignee',
    'label',
    'priority',
    'due',
    'deadline',
    'duration',
    'reminder',
    'description',
    'escape',
  ])
  kind!: string;
  @Whole({ description: 'Where it begins, in UTF-16 code units' }) start!: number;
  @Whole({ description: 'Where it has ended' }) end!: number;
  @Text({ max: 20_000, description: 'As it stands there' }) text!: string;
  @Text({
    max: 20_000,
    description:
      'What it stands for: a name, a date (and time), an amount and its unit, a priority as the API counts; of an escape nothing',
  })
  value!: string;
}

const syntax =
  '`Pay rent tomorrow 9am every month #Home /Bills +Ada @money p1 {friday} for 30 min !1 hour before // see mail`; `\\` escapes';

/** A text to read, and what holds where it says nothing: a date, a place. A `parent_id` keeps the task where that is. */
export class QuickText extends PickType(AddTask, [
  'description',
  'project_id',
  'section_id',
  'parent_id',
  'priority',
  'due_string',
  'due_lang',
  'due_date',
  'due_datetime',
] as const) {
  @Text({ min: 1, max: 20_000, example: 'Pay rent tomorrow 9am #Home', description: syntax }) text!: string;
}

export class QuickAddTask extends QuickText {
  @Text({ max: 15_000, optional: true, nullable: true, description: 'A first comment on the task' }) note?:
    string | null;
  @Text({ max: 255, optional: true, nullable: true, description: 'When to remind, in words: as after a `!`' })
  reminder?: string | null;
  @Flag({ optional: true, description: 'Accepted from Todoist’s clients; sets no reminder' }) auto_reminder?: boolean;
  @Flag({ optional: true, description: 'Whether to tell what was understood, in `meta`' }) meta?: boolean;
}

const idAndName = {
  type: 'array',
  items: { type: ['string', 'null'] },
  description: 'Id and name; nulls where the text names none',
};

/** What was understood, in the shape of the Todoist API. */
export class QuickAddMeta {
  @Text({ max: 500, description: 'The content' }) text!: string;
  @Answered(idAndName) project!: [id: string | null, name: string | null];
  @Answered(idAndName) section!: [id: string | null, name: string | null];
  @Answered(idAndName) assignee!: [id: string | null, name: string | null];
  @Answered({ type: 'object', additionalProperties: { type: 'string' }, description: 'Names of labels by id, or name' })
  labels!: Record<string, string>;
  @Nested(() => Due, { nullable: true }) due!: Due | null;
  @Whole({ min: 1, max: 4 }) priority!: number;
}

/** The task that was added. */
export class QuickAddedTask extends Task {
  @Nested(() => QuickAddMeta, { optional: true, description: 'Where it was asked for' }) meta?: QuickAddMeta;
}

export class PreviewQuickAdd extends QuickText {
  @TimeZone({
    optional: true,
    nullable: true,
    description: 'Where `tomorrow` is meant; that of the account unless told',
  })
  timezone?: string | null;
  @OneOf(['en'], { optional: true, nullable: true, description: 'Language of dates' }) lang?: string | null;
}

/** What a text is understood as. The text outside of `parts` is the content. */
export class QuickAddPreview {
  @Text({ max: 20_000 }) content!: string;
  @Text({ max: 20_000 }) description!: string;
  @Nested(() => Due, { nullable: true }) due!: Due | null;
  @CalendarDate({ nullable: true }) deadline!: string | null;
  @Whole({ min: 1, max: 4, description: '4 is the most urgent' }) priority!: number;
  @Words({ max: 128, size: 500 }) labels!: string[];
  @Words({ max: 255, size: 500, description: 'What follows each `!`' }) reminders!: string[];
  @Id({ description: 'Where the task would go' }) project_id!: string;
  @Id({ nullable: true }) section_id!: string | null;
  @Id({ nullable: true, description: 'Whose it would be' }) assignee_id!: string | null;
  @Nested(() => Duration, { nullable: true }) duration!: Duration | null;
  @ListOf(() => QuickAddPart, { description: 'In the order of the text' }) parts!: QuickAddPart[];
}

/**
 * Tasks as one line of text. `preview` tells what `add` would do, and changes nothing. `quick_add.too_long` (invalid) for a text
 * with more before its description than a content and all that goes with it; `add` refuses what leaves no content or too much
 * (`quick_add.content`), and too long a description (`quick_add.description`); each names `text`. `quick_add.reminder` for one that tells no time. What the text says
 * goes before what is sent along with it. What the actor may not see is `<target>.not_found`.
 */
export const quickAddContract = contract('task.quick-add', {
  add: command(QuickAddTask, QuickAddedTask),
  preview: query(PreviewQuickAdd, QuickAddPreview),
});

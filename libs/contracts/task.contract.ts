import { command, contract, query } from './contract.js';
import { PartialType, PickType } from './derived.js';
import { Flag, Id, OneOf, Position, Text, Whole } from './fields.js';
import { IdList, Words } from './list-fields.js';
import { Nested } from './nested-fields.js';
import { CalendarDate, DateAndTime, Instant } from './time-fields.js';
import { ById, Guarded, IfMatch, PageQuery, pageOf, Version } from './page.js';

/** When a task is due: all day, floating (local wherever its reader is), or fixed to a zone. */
export class Due {
  @Text({
    max: 32,
    description: '`2026-11-22` all day, `2026-11-22T09:00:00` floating, `2026-11-22T08:00:00Z` fixed to `timezone`',
  })
  date!: string;
  @Text({ max: 64, nullable: true, description: 'IANA zone of a fixed time, else null' }) timezone!: string | null;
  @Text({ max: 255, description: 'What the person wrote, or the date' }) string!: string;
  @Text({ max: 8 }) lang!: string;
  @Flag() is_recurring!: boolean;
}

export class Deadline {
  @CalendarDate() date!: string;
  @Text({ max: 8 }) lang!: string;
}

export class Duration {
  @Whole({ min: 1 }) amount!: number;
  @OneOf(['minute', 'day']) unit!: string;
}

/** Something to be done, in the shape of the Todoist REST API v1. */
export class Task {
  @Id() id!: string;
  @Id() user_id!: string;
  @Id() project_id!: string;
  @Id({ nullable: true }) section_id!: string | null;
  @Id({ nullable: true }) parent_id!: string | null;
  @Id({ nullable: true }) added_by_uid!: string | null;
  @Id({ nullable: true }) assigned_by_uid!: string | null;
  @Id({ nullable: true }) responsible_uid!: string | null;
  @Text({
    max: 255,
    optional: true,
    description: 'Who that is, also to who sees the task alone. Not in sync, which has `collaborators`',
  })
  responsible_name?: string;
  @Text({ max: 500 }) content!: string;
  @Text({ max: 16383 }) description!: string;
  @Words({ max: 128, size: 500 }) labels!: string[];
  @Whole({ min: 1, max: 4, description: '4 is the most urgent, shown to people as p1' }) priority!: number;
  @Nested(() => Due, { nullable: true }) due!: Due | null;
  @Nested(() => Deadline, { nullable: true }) deadline!: Deadline | null;
  @Nested(() => Duration, { nullable: true }) duration!: Duration | null;
  @Flag() checked!: boolean;
  @Flag() is_deleted!: boolean;
  @Flag() is_collapsed!: boolean;
  @Position() child_order!: number;
  @Whole({ min: -1 }) day_order!: number;
  @Whole() note_count!: number;
  @Instant() added_at!: string;
  @Instant() updated_at!: string;
  @Instant({ nullable: true }) completed_at!: string | null;
  @Version() version!: number;
}

export class AddTask {
  @Text({ min: 1, max: 500, example: 'Water the tomatoes' }) content!: string;
  @Text({ max: 16383, optional: true, description: 'Markdown' }) description?: string;
  @Id({ optional: true, nullable: true, description: 'The Inbox unless told' }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true, description: 'Makes it a subtask' }) parent_id?: string | null;
  @Whole({ optional: true, nullable: true, description: 'Position among its siblings; last unless told' })
  order?: number | null;
  @Words({ max: 128, size: 500, optional: true, description: 'Names of labels' }) labels?: string[];
  @Whole({ min: 1, max: 4, optional: true, description: '4 is the most urgent; 1 unless told' }) priority?: number;
  @Text({
    max: 255,
    optional: true,
    nullable: true,
    description:
      'Natural language such as `tomorrow at 9` or `every monday`; `no date` or null clears. At most one of the due fields',
  })
  due_string?: string | null;
  @Text({ max: 8, optional: true, nullable: true, description: 'Language of due_string; `en`' }) due_lang?:
    string | null;
  @CalendarDate({ optional: true, nullable: true, description: 'Moves what recurs this time only' }) due_date?:
    string | null;
  @DateAndTime({ optional: true, nullable: true, description: 'With an offset: fixed. Without: floating' })
  due_datetime?: string | null;
  @CalendarDate({ optional: true, nullable: true }) deadline_date?: string | null;
  @Text({ max: 8, optional: true, nullable: true }) deadline_lang?: string | null;
  @Whole({ min: 1, max: 100_000, optional: true, nullable: true }) duration?: number | null;
  @OneOf(['minute', 'day'], { optional: true, nullable: true }) duration_unit?: string | null;
  @Id({ optional: true, nullable: true, description: 'Whose task it is: a collaborator of the project' })
  assignee_id?: string | null;
  @Flag({ optional: true, description: 'Whether lists hide its subtasks, for everybody' }) is_collapsed?: boolean;
}

export class TaskChange extends PartialType(
  PickType(AddTask, [
    'content',
    'description',
    'order',
    'labels',
    'priority',
    'due_string',
    'due_lang',
    'due_date',
    'due_datetime',
    'deadline_date',
    'deadline_lang',
    'duration',
    'duration_unit',
    'assignee_id',
    'is_collapsed',
  ] as const),
) {
  @Whole({ optional: true, nullable: true, description: 'What the official SDKs call `order` in an update' })
  child_order?: number | null;
  @Words({ max: 128, size: 500, optional: true, description: 'Put on besides those that are on it, or after `labels`' })
  add_labels?: string[];
  @Words({ max: 128, size: 500, optional: true, description: 'Taken off, where they are on it' })
  remove_labels?: string[];
}

export class UpdateTask extends TaskChange {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

/** Where a task goes, with its subtasks: exactly one of the three. */
export class TaskTarget {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
}

export class MoveTask extends TaskTarget {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

/** Active tasks, narrowed by any of these. */
export class TaskQuery extends PageQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
  @Text({ max: 128, optional: true, nullable: true, description: 'Name of a label' }) label?: string | null;
  @IdList({ size: 200, optional: true, description: 'Ids, as `a,b` or a JSON array' }) ids?: string[];
}

export class TaskPage extends pageOf(Task) {}

/**
 * Tasks. Completing one completes its subtasks; reopening one reopens what it is part of. Completing one that recurs puts it on
 * its next date and reopens its subtasks; it is completed for good when no date follows.
 * What the actor may not see is `task.not_found`; an unknown target is `<target>.not_found`. Who sees it and whose role does
 * not suffice gets `<feature>.forbidden`. Only collaborators of the project can be assigned to (`task.assignee_invalid`); who
 * is none where a task is moved to is no longer assigned.
 */
export const taskContract = contract('task', {
  get: query(ById, Task),
  list: query(TaskQuery, TaskPage),
  add: command(AddTask, Task),
  update: command(UpdateTask, Task),
  move: command(MoveTask, Task),
  close: command(Guarded),
  reopen: command(Guarded),
  delete: command(Guarded),
});

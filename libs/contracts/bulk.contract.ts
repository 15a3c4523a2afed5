import { command, contract } from './contract.js';
import { Id, OneOf } from './fields.js';
import { ListOf } from './nested-fields.js';
import { IfMatch } from './page.js';
import { Task, TaskChange } from './task.contract.js';

export const bulkActions = ['update', 'move', 'close', 'reopen', 'delete'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Changes that one call makes at most. */
export const mostChanges = 100;

/** One change of one task: the fields are those of the action, as it takes them alone. */
export class BulkChange extends TaskChange {
  @OneOf(bulkActions) action!: BulkAction;
  @Id({ description: 'The task' }) id!: string;
  @IfMatch() if_match?: string[];
  @Id({ optional: true, nullable: true, description: 'Where `move` puts it: exactly one of the three' })
  project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
}

export class BulkChanges {
  @ListOf(() => BulkChange, {
    min: 1,
    size: mostChanges,
    description: `One after another, all or none; at most ${mostChanges}`,
  })
  changes!: BulkChange[];
}

/** The tasks that were changed, as they are after all of it, in the order in which they were named; not those that were deleted. */
export class BulkOutcome {
  @ListOf(() => Task) results!: Task[];
}

/**
 * Many changes of tasks in one transaction: all are made, or none. Where some are refused, kind and code are those of the first
 * of them, and `errors` has each with its index as `changes.3`, or `changes.3.content`. `bulk.field` (invalid): a field that the
 * action does not take. All of it is undone with one token.
 */
export const bulkContract = contract('task.bulk', {
  apply: command(BulkChanges, BulkOutcome),
});

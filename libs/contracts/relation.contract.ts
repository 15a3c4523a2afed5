import { command, contract, query } from './contract.js';
import { Flag, Id, OneOf, Text } from './fields.js';
import { Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, PageQuery, pageOf } from './page.js';

/** What a task can be to another one. */
export const relationTypes = ['blocks', 'blocked_by', 'relates_to'] as const;
export type RelationType = (typeof relationTypes)[number];

/** Relations on one task, whichever end it is. */
export const mostRelations = 100;

/** How a task stands to another one, wherever that is. */
export class TaskRelation {
  @Id() id!: string;
  @Id() task_id!: string;
  @OneOf(relationTypes, { description: 'What `task_id` does: it blocks the other, is blocked by it, or relates to it' })
  type!: RelationType;
  @Id() related_task_id!: string;
  @Instant() added_at!: string;
}

/** What is shown of the task at the other end. */
export class RelatedTask {
  @Id() id!: string;
  @Text({ max: 500 }) content!: string;
  @Id() project_id!: string;
  @Flag() checked!: boolean;
}

/** A relation as it is seen from one of its tasks: `task_id` is that one. */
export class RelationOfTask extends TaskRelation {
  @Nested(() => RelatedTask) related_task!: RelatedTask;
}

export class RelationChoice {
  @OneOf(relationTypes) type!: RelationType;
  @Id({ description: 'The other task, in any project' }) related_task_id!: string;
}

export class AddRelation extends RelationChoice {
  @Id() task_id!: string;
}

export class RelationQuery extends PageQuery {
  @Id() task_id!: string;
}

export class RelationPage extends pageOf(RelationOfTask) {}

/**
 * Relations between tasks, oldest first. Whoever may see both tasks sees how they stand to each other; adding takes the right to
 * change both, deleting to change one of them. They go to the trash with either task and come back once both are there.
 * - `relation.self` (invalid): a task and itself.
 * - `relation.cycle` (invalid): the task would block itself, through others.
 * - `relation.exists` (conflict): they stand so to each other already.
 * - `relation.too_many` (invalid): beyond 100 on a task.
 */
export const relationContract = contract('task.relation', {
  list: query(RelationQuery, RelationPage),
  add: command(AddRelation, TaskRelation),
  delete: command(ById),
});

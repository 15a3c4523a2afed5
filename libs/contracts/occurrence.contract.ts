import { command, contract, query } from './contract.js';
import { Id } from './fields.js';
import { Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, PageQuery, pageOf } from './page.js';
import { Due, Task } from './task.contract.js';

/** One time that a task which recurs was completed. */
export class CompletedOccurrence {
  @Id() id!: string;
  @Id() task_id!: string;
  @Id({ description: 'Who completed it' }) user_id!: string;
  @Nested(() => Due) due!: Due;
  @Instant() completed_at!: string;
}

export class OccurrencesOf extends PageQuery {
  @Id() id!: string;
}

export class CompletedOccurrencePage extends pageOf(CompletedOccurrence) {}

/**
 * The dates of tasks that recur. `skip` goes on to the next date without completing the task: `task.not_recurring` (conflict)
 * when it does not recur or is completed, `task.last_occurrence` (conflict) when no date follows. `list` answers what was
 * completed, oldest first. What the actor may not see is `task.not_found`.
 */
export const occurrenceContract = contract('task.occurrence', {
  skip: command(ById, Task),
  list: query(OccurrencesOf, CompletedOccurrencePage),
});

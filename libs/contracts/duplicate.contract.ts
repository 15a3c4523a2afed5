import { command, contract } from './contract.js';
import { Id, Text } from './fields.js';
import { ById } from './page.js';
import { Project } from './project.contract.js';
import { Task } from './task.contract.js';

/** Tasks that are copied at once, at most. */
export const mostCopies = 1000;

export class ProjectCopyChoice {
  @Text({
    min: 1,
    max: 120,
    optional: true,
    description: 'The name of the copy; that of the project and ` (copy)` unless told',
  })
  name?: string;
}

export class DuplicateProject extends ProjectCopyChoice implements ById {
  @Id() id!: string;
}

/**
 * Copies of what is to be done: content, description, labels, priority, dates and how often it recurs, the actor's own reminders, and
 * relations between what is copied. Nothing in a copy is completed, and what was completed is not in it; comments and history stay
 * where they are.
 * - `task`: the task with its subtasks, right after it among its siblings. `task.parent_completed` (invalid) below what is completed.
 * - `project`: its sections and tasks, not the projects under it; a project of the actor's own, last among its siblings, that nobody
 *   else takes part in and nothing in which is assigned. It takes to see the project.
 * - `<feature>.too_large` (invalid) beyond 1,000 tasks.
 */
export const duplicateContract = contract('task.duplicate', {
  task: command(ById, Task),
  project: command(DuplicateProject, Project),
});

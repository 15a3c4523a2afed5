import { Collaborator } from './collaborator.contract.js';
import { Comment } from './comment.contract.js';
import { contract, query } from './contract.js';
import { Whole } from './fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { ById } from './page.js';
import { Project } from './project.contract.js';
import { Section } from './section.contract.js';
import { Task } from './task.contract.js';

/** A project with all that is active in it, in the shape of the Todoist API v1. */
export class FullProject {
  @Nested(() => Project) project!: Project;
  @Whole({ description: 'Of the project itself' }) comments_count!: number;
  @ListOf(() => Task) tasks!: Task[];
  @ListOf(() => Section) sections!: Section[];
  @ListOf(() => Collaborator) collaborators!: Collaborator[];
  @ListOf(() => Comment, { description: 'Those on the project itself' }) notes!: Comment[];
}

/** `project.not_found` for what the actor may not see. An archived project is answered too. */
export const fullProjectContract = contract('task.full_project', { get: query(ById, FullProject) });

import { colors } from './colors.js';
import { command, contract, query } from './contract.js';
import { PartialType, PickType } from './derived.js';
import { Flag, Id, OneOf, Position, Text } from './fields.js';
import { Instant } from './time-fields.js';
import { ById, Guarded, IfMatch, NameQuery, PageQuery, pageOf, Version } from './page.js';
import { type Role, roles } from './roles.js';

/** A list of tasks, in the shape of the Todoist REST API v1. */
export class Project {
  @Id() id!: string;
  @Text({ max: 120 }) name!: string;
  @Text({ max: 16383 }) description!: string;
  @OneOf(colors) color!: string;
  @Id({ nullable: true }) parent_id!: string | null;
  @Position() child_order!: number;
  @Position() default_order!: number;
  @OneOf(['list', 'board', 'calendar']) view_style!: string;
  @Flag() inbox_project!: boolean;
  @Flag() is_favorite!: boolean;
  @Flag() is_archived!: boolean;
  @Flag() is_deleted!: boolean;
  @Flag() is_frozen!: boolean;
  @Flag() is_collapsed!: boolean;
  @Flag() is_shared!: boolean;
  @Flag() can_assign_tasks!: boolean;
  @OneOf(roles, { description: 'What the reader may do here' }) role!: Role;
  @Instant() created_at!: string;
  @Instant() updated_at!: string;
  @Version() version!: number;
}

export class AddProject {
  @Text({ min: 1, max: 120, example: 'Garden' }) name!: string;
  @Text({ max: 16383, optional: true, description: 'Markdown' }) description?: string;
  @Id({ optional: true, nullable: true, description: 'The project above it' }) parent_id?: string | null;
  @OneOf(colors, { optional: true, description: 'charcoal unless told' }) color?: string;
  @Flag({ optional: true }) is_favorite?: boolean;
  @OneOf(['list', 'board', 'calendar'], { optional: true }) view_style?: string;
}

export class ProjectChange extends PartialType(
  PickType(AddProject, ['name', 'description', 'color', 'is_favorite', 'view_style'] as const),
) {
  @Flag({ optional: true, description: 'Whether lists hide the projects under it' }) is_collapsed?: boolean;
}

export class UpdateProject extends ProjectChange {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

export class ProjectPage extends pageOf(Project) {}

/**
 * Projects. The Inbox has the id of its owner and can be neither renamed, archived nor deleted
 * (`project.inbox_fixed`, conflict). What the actor may not see is `project.not_found`; who sees it and whose role does not
 * suffice gets `project.forbidden`. Whether it is a favorite, each decides for themself.
 */
export const projectContract = contract('task.project', {
  get: query(ById, Project),
  list: query(PageQuery, ProjectPage),
  search: query(NameQuery, ProjectPage),
  add: command(AddProject, Project),
  update: command(UpdateProject, Project),
  delete: command(Guarded),
});

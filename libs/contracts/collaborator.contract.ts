import { command, contract, query } from './contract.js';
import { Email, Id, OneOf, Text } from './fields.js';
import { ListOf } from './nested-fields.js';
import { Nothing, PageQuery, pageOf } from './page.js';
import { Project } from './project.contract.js';
import { type GivenRole, givenRoles, type Role, roles } from './roles.js';

/** Somebody with whom a project or a task is shared, or who owns it. */
export class Collaborator {
  @Id() id!: string;
  @Text({ max: 255 }) name!: string;
  @Email() email!: string;
  @OneOf(roles) role!: Role;
}

/** What is shared: exactly one of a project and a task, which is shared alone with its subtasks and comments. */
export class ShareTarget {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) task_id?: string | null;
}

export class CollaboratorQuery extends PageQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) task_id?: string | null;
}

export class CollaboratorPage extends pageOf(Collaborator) {}

export class RoleChange {
  @OneOf(givenRoles) role!: GivenRole;
}

export class RemoveCollaborator extends ShareTarget {
  @Id() user_id!: string;
}

export class ChangeCollaborator extends RemoveCollaborator {
  @OneOf(givenRoles) role!: GivenRole;
}

export class NewOwner {
  @Id({ description: 'One of its collaborators' }) user_id!: string;
}

export class TransferProject extends NewOwner {
  @Id() project_id!: string;
}

/** Something that a role may do. */
export class RoleAction {
  @Text({ max: 16, description: '`see`, `comment`, `complete`, `edit`, `manage` or `own`' }) name!: string;
}

export class RoleActions {
  @OneOf(roles) name!: Role;
  @ListOf(() => RoleAction) actions!: RoleAction[];
}

/** What each role may do, the least first, in the shape of the Todoist API v1. There are no workspaces. */
export class ProjectPermissions {
  @ListOf(() => RoleActions) project_collaborator_actions!: RoleActions[];
  @ListOf(() => RoleActions) workspace_collaborator_actions!: RoleActions[];
}

/**
 * Who takes part in a project or in a task that is shared alone. What the actor may not see is `<target>.not_found`; who sees
 * it and whose role does not suffice is `<target>.forbidden`.
 * - `list`: the owner first, then the others as they joined. Of a task: those with whom it is shared alone.
 * - `change`, `remove`: for managers, and for nobody above their own role (`collaborator.above_own_role`, forbidden);
 *   anybody may remove themself. `collaborator.not_found`; `collaborator.is_owner` (conflict) for who owns the project.
 * - `permissions`: the same for everybody.
 * - `transfer`: for the owner, who becomes a manager of it; the projects under it stay, one level up.
 */
export const collaboratorContract = contract('task.collaborator', {
  list: query(CollaboratorQuery, CollaboratorPage),
  permissions: query(Nothing, ProjectPermissions),
  change: command(ChangeCollaborator, Collaborator),
  remove: command(RemoveCollaborator),
  transfer: command(TransferProject, Project),
});

import type { Actor } from '#contracts/actor.js';
import {
  type ChangeCollaborator,
  type Collaborator,
  collaboratorContract,
  type CollaboratorPage,
  type CollaboratorQuery,
  type ProjectPermissions,
  type RemoveCollaborator,
  type RoleAction,
  type TransferProject,
} from '#contracts/collaborator.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { Project } from '#contracts/project.contract.js';
import { type Role, roles } from '#contracts/roles.js';
import { Handles } from '#messaging/handles.js';
import { ProjectViews } from '../project/project-views.js';
import { CollaboratorRepository } from './collaborator.repository.js';
import { permissionsOf } from './permissions.js';

@Handles(collaboratorContract)
export class CollaboratorHandler implements Handlers<typeof collaboratorContract> {
  constructor(
    private readonly collaborators: CollaboratorRepository,
    private readonly views: ProjectViews,
  ) {}

  list(query: CollaboratorQuery, actor: Actor): Promise<CollaboratorPage> {
    return this.collaborators.list(query, actor);
  }

  permissions(): Promise<ProjectPermissions> {
    const actionsOf = (role: Role): RoleAction[] => permissionsOf(role).map((name) => ({ name }));
    const project_collaborator_actions = roles.map((name) => ({ name, actions: actionsOf(name) }));
    return Promise.resolve({ project_collaborator_actions, workspace_collaborator_actions: [] });
  }

  change(input: ChangeCollaborator, actor: Actor): Promise<Collaborator> {
    return this.collaborators.change(input, actor);
  }

  async remove(input: RemoveCollaborator, actor: Actor): Promise<void> {
    await this.collaborators.remove(input, actor);
  }

  async transfer(input: TransferProject, actor: Actor): Promise<Project> {
    return this.views.one(await this.collaborators.transfer(input, actor), actor);
  }
}

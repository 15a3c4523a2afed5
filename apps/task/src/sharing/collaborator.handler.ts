import type { Actor } from '#contracts/actor.js';
import {
  type ChangeCollaborator,
  type Collaborator,
  collaboratorContract,
  type CollaboratorPage,
  type CollaboratorQuery,
  type RemoveCollaborator,
  type TransferProject,
} from '#contracts/collaborator.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { Project } from '#contracts/project.contract.js';
import { Handles } from '#messaging/handles.js';
import { ProjectViews } from '../project/project-views.js';
import { CollaboratorRepository } from './collaborator.repository.js';

@Handles(collaboratorContract)
export class CollaboratorHandler implements Handlers<typeof collaboratorContract> {
  constructor(
    private readonly collaborators: CollaboratorRepository,
    private readonly views: ProjectViews,
  ) {}

  list(query: CollaboratorQuery, actor: Actor): Promise<CollaboratorPage> {
    return this.collaborators.list(query, actor);
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

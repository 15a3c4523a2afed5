import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type { ArchiveSection } from '#contracts/sync-lists.js';
import type { CollaboratorDelete, InvitationAnswer, ProjectLeave, ShareProject } from '#contracts/sync-people.js';
import { ArchiveHandler } from '../archive/archive.handler.js';
import { SectionArchive } from '../archive/section-archive.js';
import { CollaboratorRepository } from '../sharing/collaborator.repository.js';
import { InvitationHandler } from '../sharing/invitation.handler.js';
import { notLater } from './not-later.js';

/** Sync commands about who takes part, and about what is put away. Invitations have no secret: who is invited is told by the account. */
@Injectable()
export class SharingCommands {
  constructor(
    private readonly invitations: InvitationHandler,
    private readonly collaborators: CollaboratorRepository,
    private readonly archive: ArchiveHandler,
    private readonly sections: SectionArchive,
  ) {}

  readonly commands = {
    share_project: async ({ role = 'editor', ...args }: ShareProject, actor: Actor): Promise<void> => {
      await this.invitations.invite({ ...args, role }, actor);
    },
    project_leave: ({ project_id }: ProjectLeave, actor: Actor): Promise<void> =>
      this.collaborators.remove({ project_id, user_id: actor.user_id }, actor),
    delete_collaborator: async ({ project_id, email }: CollaboratorDelete, actor: Actor): Promise<void> => {
      const user_id = await this.collaborators.idOf(email, project_id, actor);
      await this.collaborators.remove({ project_id, user_id }, actor);
    },
    accept_invitation: async ({ invitation_id: id }: InvitationAnswer, actor: Actor): Promise<void> => {
      await this.invitations.accept({ id }, actor);
    },
    reject_invitation: ({ invitation_id: id }: InvitationAnswer, actor: Actor): Promise<void> =>
      this.invitations.decline({ id }, actor),
    project_archive: async (args: ById, actor: Actor): Promise<void> => {
      await this.archive.archiveProject(args, actor);
    },
    project_unarchive: async (args: ById, actor: Actor): Promise<void> => {
      await this.archive.unarchiveProject(args, actor);
    },
    section_archive: async ({ id, archived_at }: ArchiveSection, actor: Actor): Promise<void> => {
      await this.sections.archive(id, undefined, actor, new Date(), notLater(archived_at));
    },
    section_unarchive: async (args: ById, actor: Actor): Promise<void> => {
      await this.archive.unarchiveSection(args, actor);
    },
  };
}

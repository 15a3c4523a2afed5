import { ShareTarget } from './collaborator.contract.js';
import { command, contract, query } from './contract.js';
import { PickType } from './derived.js';
import { Email, Id, OneOf, Text } from './fields.js';
import { Instant } from './time-fields.js';
import { ById, PageQuery, pageOf } from './page.js';
import { type GivenRole, givenRoles } from './roles.js';

/** Asks whoever has an address to take part. It says nothing about who that is, nor what became of it. */
export class Invitation {
  @Id() id!: string;
  @Id({ nullable: true }) project_id!: string | null;
  @Id({ nullable: true, description: 'A task that is shared alone' }) task_id!: string | null;
  @Email() email!: string;
  @OneOf(givenRoles) role!: GivenRole;
  @Id({ description: 'Who invites' }) invited_by!: string;
  @Text({ max: 1000, description: 'To whoever is invited; may be empty' }) message!: string;
  @Instant() created_at!: string;
  @Instant({ description: '30 days later' }) expires_at!: string;
}

/** An invitation as the invited person sees it. */
export class ReceivedInvitation extends Invitation {
  @Text({ max: 500, description: 'Of the project, or the content of the task' }) name!: string;
  @Text({ max: 255 }) inviter_name!: string;
  @Text({ max: 254 }) inviter_email!: string;
}

export class NewInvitation {
  @Email({ example: 'ada@example.org' }) email!: string;
  @OneOf(givenRoles) role!: GivenRole;
  @Text({ max: 1000, optional: true, nullable: true, description: 'To whoever is invited' }) message?: string | null;
}

export class Invite extends ShareTarget {
  @Email() email!: string;
  @OneOf(givenRoles) role!: GivenRole;
  @Text({ max: 1000, optional: true, nullable: true }) message?: string | null;
}

export class InvitationQuery extends PageQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) task_id?: string | null;
}

export class InvitationPage extends pageOf(Invitation) {}
export class ReceivedInvitationPage extends pageOf(ReceivedInvitation) {}

/** What somebody takes part in from now on. */
export class AcceptedInvitation extends PickType(Invitation, ['project_id', 'task_id', 'role'] as const) {}

/**
 * Invitations to projects and tasks. Nobody takes part without having accepted, and the inviter sees the same whether the
 * address has an account or not: the invitation waits for whoever registers with it.
 * - `invite`: for managers, up to their own role (`invitation.above_own_role`, forbidden); the newest for an address is the one
 *   that counts. `invitation.already_member` (conflict) for the address of who takes part already;
 *   `project.inbox_fixed` (conflict) for the Inbox, whose tasks can be shared one by one.
 * - `list`, `revoke`: for managers; what is revoked, accepted or expired is `invitation.not_found`.
 * - `mine`, `accept`, `decline`: for who has the address; to anybody else it is `invitation.not_found`.
 */
export const invitationContract = contract('task.invitation', {
  invite: command(Invite, Invitation),
  list: query(InvitationQuery, InvitationPage),
  revoke: command(ById),
  mine: query(PageQuery, ReceivedInvitationPage),
  accept: command(ById, AcceptedInvitation),
  decline: command(ById),
});

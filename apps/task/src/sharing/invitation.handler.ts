import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type AcceptedInvitation,
  type Invitation,
  invitationContract,
  type InvitationPage,
  type InvitationQuery,
  type Invite,
  type ReceivedInvitationPage,
} from '#contracts/invitation.contract.js';
import type { ById, PageQuery } from '#contracts/page.js';
import { Handles } from '#messaging/handles.js';
import { InvitationRepository } from './invitation.repository.js';
import { ReceivedInvitations } from './received-invitations.js';

@Handles(invitationContract)
export class InvitationHandler implements Handlers<typeof invitationContract> {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly received: ReceivedInvitations,
  ) {}

  async invite(input: Invite, actor: Actor): Promise<Invitation> {
    return (await this.invitations.invite(input, actor)).toView();
  }

  async list(query: InvitationQuery, actor: Actor): Promise<InvitationPage> {
    const { results, next_cursor } = await this.invitations.list(query, actor);
    return { results: results.map((invitation) => invitation.toView()), next_cursor };
  }

  async revoke({ id }: ById, actor: Actor): Promise<void> {
    await this.invitations.revoke(id, actor);
  }

  async mine(query: PageQuery, actor: Actor): Promise<ReceivedInvitationPage> {
    const { results, next_cursor } = await this.received.list(query, actor);
    return { results: await this.received.views(results), next_cursor };
  }

  async accept({ id }: ById, actor: Actor): Promise<AcceptedInvitation> {
    const { project_id, task_id, role } = (await this.received.accept(id, actor)).toView();
    return { project_id, task_id, role };
  }

  async decline({ id }: ById, actor: Actor): Promise<void> {
    await this.received.decline(id, actor);
  }
}

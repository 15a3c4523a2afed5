import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, IsNull, MoreThan } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { notFound } from '#contracts/failure.js';
import type { ReceivedInvitation } from '#contracts/invitation.contract.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { readPage } from '../list/page.js';
import { InvitationEntity } from './invitation.entity.js';
import { Memberships } from './memberships.js';
import { SharedThings } from './shared-things.js';

interface Row {
  id: Buffer;
  name: string;
  inviter_name: string;
  inviter_email: string;
}

/** Invitations as those have them whose address they are for. */
@Injectable()
export class ReceivedInvitations {
  constructor(
    private readonly transactions: Transactions,
    private readonly things: SharedThings,
    private readonly memberships: Memberships,
    private readonly members: MemberRepository,
  ) {}

  /** Oldest first. */
  async list(page: PageQuery, actor: Actor): Promise<Page<InvitationEntity>> {
    const where = waitingFor(await this.members.confirmedEmailOf(actor.user_id));
    const query = this.transactions.manager.createQueryBuilder(InvitationEntity, 'invitation').where(where);
    return readPage(query, page, { property: 'createdAt', isMoment: true });
  }

  /** With what it is about, and who invites. */
  async views(invitations: InvitationEntity[]): Promise<ReceivedInvitation[]> {
    if (invitations.length === 0) return [];
    const rows = await statement<Row[]>(
      this.transactions.manager,
      `SELECT invitation.id, COALESCE(project.name, task.content) AS name, COALESCE(member.full_name, '') AS inviter_name,
         COALESCE(member.email, '') AS inviter_email
       FROM invitation LEFT JOIN project ON project.id = invitation.project_id
         LEFT JOIN task ON task.id = invitation.task_id LEFT JOIN member ON member.id = invitation.invited_by
       WHERE invitation.id IN (?)`,
      [invitations.map(({ id }) => idToBytes(id))],
    );
    const words = new Map(rows.map(({ id, ...row }) => [bytesToId(id), row]));
    return invitations.flatMap((each) => {
      const row = words.get(each.id);
      return row ? [{ ...each.toView(), ...row }] : [];
    });
  }

  /** Locks the account first, so that nobody joins who is gone. `invitation.not_found` unless it is theirs and open. */
  accept(id: string, actor: Actor): Promise<InvitationEntity> {
    return this.transactions.run(async (transaction) => {
      const { confirmedEmail } = await this.members.lock(actor.user_id, transaction);
      const invitation = await this.get(id, confirmedEmail, transaction);
      const thing = await this.things.lockForGuest(invitation.thing, actor, transaction);
      const { affected } = await transaction.delete(InvitationEntity, { id: invitation.id });
      if (!thing || affected === 0) throw notFound('invitation');
      if (thing.role !== 'owner') await this.memberships.join(actor.user_id, invitation.role, thing, transaction);
      return invitation;
    });
  }

  async decline(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const invitation = await this.get(id, await this.members.confirmedEmailOf(actor.user_id), transaction);
      await transaction.update(InvitationEntity, { id: invitation.id }, { declinedAt: new Date() });
    });
  }

  private async get(id: string, email: string, transaction: EntityManager): Promise<InvitationEntity> {
    const invitation = await transaction.findOneBy(InvitationEntity, {
      id: knownId(id, 'invitation'),
      ...waitingFor(email),
    });
    if (!invitation) throw notFound('invitation');
    return invitation;
  }
}

/** What is neither declined nor too old. Nobody is invited by no address, which is that of an account not heard of yet. */
const waitingFor = (email: string): FindOptionsWhere<InvitationEntity> => ({
  email,
  declinedAt: IsNull(),
  expiresAt: MoreThan(new Date()),
});

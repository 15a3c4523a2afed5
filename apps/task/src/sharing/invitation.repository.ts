import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { InvitationQuery, Invite } from '#contracts/invitation.contract.js';
import type { Page } from '#contracts/page.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { readPage } from '../list/page.js';
import { ProjectEntity } from '../project/project.entity.js';
import { InvitationEntity } from './invitation.entity.js';
import { refuseAbove } from './memberships.js';
import { namesOf, SharedThings, type Thing } from './shared-things.js';

/** Invitations as their inviters keep them. Nothing here looks at whether an address has an account. */
@Injectable()
export class InvitationRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly things: SharedThings,
  ) {}

  /** Takes the place of an earlier one for the same address, and of all that are too old. */
  invite(invite: Invite, actor: Actor): Promise<InvitationEntity> {
    return this.transactions.run(async (transaction) => {
      const thing = await this.things.lock(invite, actor, 'manage', transaction);
      refuseAbove(thing.role, invite.role, 'invitation');
      if (thing.kind === 'project') await refuseForInbox(thing.id, transaction);
      const invitation = InvitationEntity.of(thing, invite, actor, new Date());
      await refuseMember(invitation.email, thing, transaction);
      await transaction.query(
        `DELETE FROM invitation WHERE ${thing.kind}_id = ? AND (email = ? OR expires_at <= UTC_TIMESTAMP(3))`,
        [idToBytes(thing.id), invitation.email],
      );
      await transaction.insert(InvitationEntity, invitation);
      return invitation;
    });
  }

  /** Those that can still be accepted, oldest first. */
  async list({ project_id, task_id, ...page }: InvitationQuery, actor: Actor): Promise<Page<InvitationEntity>> {
    const { project_id: projectId, task_id: taskId } = namesOf(
      await this.things.get({ project_id, task_id }, actor, 'manage'),
    );
    const where = { ...(projectId ? { projectId } : { taskId: taskId! }), expiresAt: MoreThan(new Date()) };
    const query = this.transactions.manager.createQueryBuilder(InvitationEntity, 'invitation').where(where);
    return readPage(query, page, { property: 'createdAt', isMoment: true });
  }

  async revoke(id: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const where = { id: knownId(id, 'invitation'), expiresAt: MoreThan(new Date()) };
      const invitation = await transaction.findOneBy(InvitationEntity, where);
      if (!invitation) throw notFound('invitation');
      await this.things.lock(namesOf(invitation.thing), actor, 'manage', transaction, 'invitation');
      const { affected } = await transaction.delete(InvitationEntity, { id: invitation.id });
      if (affected === 0) throw notFound('invitation');
    });
  }
}

async function refuseForInbox(id: string, transaction: EntityManager): Promise<void> {
  (await transaction.findOneByOrFail(ProjectEntity, { id })).refuseForInbox();
}

/** Tells no more than the list of collaborators, which the inviter sees anyway. */
async function refuseMember(email: string, { kind, id }: Thing, transaction: EntityManager): Promise<void> {
  const others = kind === 'project' ? 'UNION ALL SELECT user_id FROM project WHERE id = ?' : '';
  const rows = await transaction.query<{ email: string }[]>(
    `SELECT member.email FROM (SELECT user_id FROM ${kind}_member WHERE ${kind}_id = ? ${others}) who
     JOIN member ON member.id = who.user_id`,
    kind === 'project' ? [idToBytes(id), idToBytes(id)] : [idToBytes(id)],
  );
  if (!rows.some((row) => row.email === email)) return;
  throw new Failure('conflict', 'invitation.already_member', 'Whoever has this address takes part already.', {
    field: 'email',
  });
}

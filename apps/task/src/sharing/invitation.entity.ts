import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Invitation, Invite } from '#contracts/invitation.contract.js';
import type { GivenRole } from '#contracts/roles.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';
import { namesOf, type Thing } from './shared-things.js';

const daysToAccept = 30;

/** Waits for whoever has an address. Once it is accepted it is no more. */
@Entity('invitation')
export class InvitationEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'project_id', nullable: true }) projectId!: string | null;
  @IdColumn({ name: 'task_id', nullable: true }) taskId!: string | null;
  /** In lower case, as accounts have theirs. */
  @Column('varchar') email!: string;
  @Column('varchar') role!: GivenRole;
  @IdColumn({ name: 'invited_by' }) invitedBy!: string;
  @Column('varchar') message!: string;
  @Column('datetime', { name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column('datetime', { name: 'expires_at', precision: 3 }) expiresAt!: Date;
  /** Hides it from who was invited; who invited is not told. */
  @Column('datetime', { name: 'declined_at', precision: 3, nullable: true }) declinedAt!: Date | null;

  static of(thing: Thing, { email, role, message }: Invite, inviter: Actor, at: Date): InvitationEntity {
    const { project_id: projectId, task_id: taskId } = namesOf(thing);
    return Object.assign(new InvitationEntity(), {
      id: newId(),
      projectId,
      taskId,
      email: email.toLowerCase(),
      role,
      invitedBy: inviter.user_id,
      message: message?.trim() ?? '',
      createdAt: at,
      expiresAt: new Date(at.getTime() + daysToAccept * 86_400_000),
      declinedAt: null,
    });
  }

  get thing(): Thing {
    return this.projectId !== null ? { kind: 'project', id: this.projectId } : { kind: 'task', id: this.taskId! };
  }

  toView(): Invitation {
    return {
      id: this.id,
      project_id: this.projectId,
      task_id: this.taskId,
      email: this.email,
      role: this.role,
      invited_by: this.invitedBy,
      message: this.message,
      created_at: this.createdAt.toISOString(),
      expires_at: this.expiresAt.toISOString(),
    };
  }
}

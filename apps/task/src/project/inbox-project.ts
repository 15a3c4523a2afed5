import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MemberRepository } from '../account/member.repository.js';
import { ProjectEntity } from './project.entity.js';

/** Opens the Inbox of a person: when the registration is heard of, or on its first use if that comes earlier. */
@Injectable()
export class InboxProject {
  constructor(private readonly members: MemberRepository) {}

  /** Does nothing when it is open. `account.not_found` once the account is deleted. */
  async open(ownerId: string, transaction: EntityManager): Promise<void> {
    await this.members.lock(ownerId, transaction);
    if (await transaction.existsBy(ProjectEntity, { id: ownerId })) return;
    await transaction.insert(ProjectEntity, ProjectEntity.inboxOf({ user_id: ownerId }, new Date()));
  }
}

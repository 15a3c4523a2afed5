import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import { type UserDeleted, userDeleted, type UserRegistered, userRegistered } from '#contracts/events.js';
import { On } from '#messaging/handles.js';
import { LabelRepository } from '../label/label.repository.js';
import { InboxProject } from '../project/inbox-project.js';
import { ProjectRepository } from '../project/project.repository.js';
import { MemberRepository } from './member.repository.js';

/** Follows the accounts of the user service: who came gets an Inbox, who left leaves nothing behind. */
@Controller()
export class AccountListener {
  constructor(
    private readonly members: MemberRepository,
    private readonly inbox: InboxProject,
    private readonly projects: ProjectRepository,
    private readonly labels: LabelRepository,
  ) {}

  @On(userRegistered)
  async registered({ data, aggregateVersion }: Delivered<UserRegistered>, transaction: EntityManager): Promise<void> {
    const member = await this.members.change(data.id, transaction, (each) => each.register(data, aggregateVersion));
    if (!member.deletedAt) await this.inbox.open(data.id, transaction);
  }

  @On(userDeleted)
  async deleted({ data, aggregateVersion }: Delivered<UserDeleted>, transaction: EntityManager): Promise<void> {
    await this.members.change(data.id, transaction, (member) => member.bury(aggregateVersion, new Date()));
    await this.projects.removeAllOf(data.id, transaction);
    await this.labels.removeAllOf(data.id, transaction);
  }
}

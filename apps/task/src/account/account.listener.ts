import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import {
  taskPurged,
  type UserDeleted,
  userDeleted,
  type UserDeletionRequested,
  userDeletionRequested,
  type UserRegistered,
  userRegistered,
  userUpdated,
} from '#contracts/events.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { On } from '#messaging/handles.js';
import { Outbox } from '#messaging/outbox.js';
import { FilterRepository } from '../filter/filter.repository.js';
import { CompletionRepository } from '../completion/completion.repository.js';
import { LabelRepository } from '../label/label.repository.js';
import { InboxProject } from '../project/inbox-project.js';
import { ProjectRepository } from '../project/project.repository.js';
import { ActivityRepository } from '../activity/activity.repository.js';
import { TrashRepository } from '../trash/trash.repository.js';
import { forgetChanges, notePerson } from '../sync/changes-of-people.js';
import { ReminderAims } from '../reminder/reminder-aims.js';
import { forgetWords } from '../search/word-index.js';
import { TransferRepository } from '../transfer/transfer.repository.js';
import { Departure } from '../sharing/departure.js';
import { MemberRepository } from './member.repository.js';

/** Follows the accounts of the user service: who came gets an Inbox, who left leaves nothing behind but a tombstone. */
@Controller()
export class AccountListener {
  constructor(
    private readonly members: MemberRepository,
    private readonly inbox: InboxProject,
    private readonly projects: ProjectRepository,
    private readonly labels: LabelRepository,
    private readonly trash: TrashRepository,
    private readonly activities: ActivityRepository,
    private readonly filters: FilterRepository,
    private readonly reminders: ReminderAims,
    private readonly completions: CompletionRepository,
    private readonly departure: Departure,
    private readonly transfers: TransferRepository,
    private readonly outbox: Outbox,
  ) {}

  @On(userRegistered)
  async registered({ data, aggregateVersion }: Delivered<UserRegistered>, transaction: EntityManager): Promise<void> {
    const member = await this.members.change(data.id, transaction, (each) => each.register(data, aggregateVersion));
    if (member.deletedAt) return;
    await this.inbox.open(data.id, transaction);
    await notePerson(transaction, data.id);
    await this.reminders.followPerson(data.id, transaction);
  }

  @On(userUpdated)
  async updated({ data, aggregateVersion }: Delivered<UserRegistered>, transaction: EntityManager): Promise<void> {
    await this.members.change(data.id, transaction, (each) => each.register(data, aggregateVersion));
    await notePerson(transaction, data.id);
  }

  @On(userDeletionRequested)
  async deletionRequested(
    { data, aggregateVersion: version }: Delivered<UserDeletionRequested>,
    transaction: EntityManager,
  ): Promise<void> {
    if (!data.participants.includes('task')) return;
    await this.purge(data.id, version, transaction);
    await this.outbox.record(transaction, taskPurged, { id: data.id, version }, { id: data.id });
  }

  /** Nothing is left to be done by now, unless the news comes from a version that did not ask before. */
  @On(userDeleted)
  async deleted({ data, aggregateVersion }: Delivered<UserDeleted>, transaction: EntityManager): Promise<void> {
    await this.purge(data.id, aggregateVersion, transaction);
  }

  private async purge(id: string, version: number, transaction: EntityManager): Promise<void> {
    let known = { id, email: '', collaborates: false };
    await this.members.change(id, transaction, (member) => {
      known = { id, email: member.confirmedEmail, collaborates: member.collaborates };
      member.bury(version, new Date());
    });
    const there = await this.projects.removeAllOf(id, transaction);
    const projectIds = [...there, ...(await this.trash.removeAllOf(id, transaction))];
    await this.departure.removeAllOf(known, transaction);
    await this.completions.removeAllOf(id, projectIds, transaction);
    await forgetWords(id, projectIds, transaction);
    await this.labels.removeAllOf(id, transaction);
    await forgetChanges(id, transaction);
    await this.filters.removeAllOf(id, transaction);
    await this.transfers.removeAllOf(id, transaction);
    await forgetAnswers(id, transaction);
    await this.activities.removeAllOf(known, projectIds, transaction);
  }
}

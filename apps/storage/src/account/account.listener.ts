import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import {
  storagePurged,
  type UserDeleted,
  userDeleted,
  type UserDeletionRequested,
  userDeletionRequested,
} from '#contracts/events.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { On } from '#messaging/handles.js';
import { Outbox } from '#messaging/outbox.js';
import { FileRepository } from '../file/file.repository.js';
import { DeletedAccounts } from './deleted-accounts.js';

/** Follows the accounts of the user service: who left leaves nothing behind but a tombstone. */
@Controller()
export class AccountListener {
  constructor(
    private readonly deletedAccounts: DeletedAccounts,
    private readonly files: FileRepository,
    private readonly outbox: Outbox,
  ) {}

  @On(userDeletionRequested)
  async deletionRequested(
    { data, aggregateVersion: version }: Delivered<UserDeletionRequested>,
    transaction: EntityManager,
  ): Promise<void> {
    if (!data.participants.includes('storage')) return;
    await this.purge(data.id, transaction);
    await this.outbox.record(transaction, storagePurged, { id: data.id, version }, { id: data.id });
  }

  /** Nothing is left to be done by now, unless the news comes from a version that did not ask before. */
  @On(userDeleted)
  async deleted({ data }: Delivered<UserDeleted>, transaction: EntityManager): Promise<void> {
    await this.purge(data.id, transaction);
  }

  private async purge(id: string, transaction: EntityManager): Promise<void> {
    await this.deletedAccounts.bury(id, transaction);
    await this.files.removeAllOf(id, transaction);
    await forgetAnswers(id, transaction);
  }
}

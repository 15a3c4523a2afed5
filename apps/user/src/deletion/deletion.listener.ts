import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import { type AccountPurged, storagePurged, taskPurged } from '#contracts/events.js';
import { On } from '#messaging/handles.js';
import { DeletionRepository } from './deletion.repository.js';

/** Hears who keeps nothing of a deleted account any more. */
@Controller()
export class DeletionListener {
  constructor(private readonly deletions: DeletionRepository) {}

  @On(taskPurged)
  async taskPurged({ data }: Delivered<AccountPurged>, transaction: EntityManager): Promise<void> {
    await this.deletions.answered(data.id, 'task', transaction);
  }

  @On(storagePurged)
  async storagePurged({ data }: Delivered<AccountPurged>, transaction: EntityManager): Promise<void> {
    await this.deletions.answered(data.id, 'storage', transaction);
  }
}

import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import { type ReminderDue, reminderDue } from '#contracts/events.js';
import { idToBytes } from '#database/id.js';
import { On } from '#messaging/handles.js';
import { noteReminders } from '../sync/changes-of-tasks.js';

/**
 * Notes that reminders fired, for those who sync. Not where they fire: who fires one holds it, and must not wait for the lock of
 * its project, under which others wait for it.
 */
@Controller()
export class ReminderListener {
  @On(reminderDue)
  async fired({ data }: Delivered<ReminderDue>, transaction: EntityManager): Promise<void> {
    await noteReminders(transaction, 'reminder.id = ?', [idToBytes(data.id)]);
  }
}

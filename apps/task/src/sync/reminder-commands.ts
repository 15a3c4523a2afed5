import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type { ReminderAdd, ReminderUpdate } from '#contracts/sync-items.js';
import { ReminderHandler } from '../reminder/reminder.handler.js';

/** Sync commands about reminders. */
@Injectable()
export class ReminderCommands {
  constructor(private readonly handler: ReminderHandler) {}

  readonly commands = {
    reminder_add: async ({ item_id, type, ...input }: ReminderAdd, actor: Actor): Promise<ById> => {
      const { id } = await this.handler.add({ ...input, task_id: item_id, reminder_type: type }, actor);
      return { id };
    },
    reminder_update: async ({ type, ...change }: ReminderUpdate, actor: Actor): Promise<void> => {
      await this.handler.update({ ...change, reminder_type: type }, actor);
    },
    reminder_delete: (args: ById, actor: Actor): Promise<void> => this.handler.delete(args, actor),
  };
}

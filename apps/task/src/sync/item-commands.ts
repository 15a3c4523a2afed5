import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { AddedItem } from '#contracts/sync-commands.js';
import type {
  ItemComplete,
  ItemCompleteUndo,
  ItemReorder,
  ItemUpdate,
  ItemUpdateDateComplete,
  ItemUpdateDayOrders,
} from '#contracts/sync-items.js';
import type { MoveTask } from '#contracts/task.contract.js';
import type { ById } from '#contracts/page.js';
import { ReminderHandler } from '../reminder/reminder.handler.js';
import { TaskAccess } from '../task/task-access.js';
import { TaskHandler } from '../task/task.handler.js';
import { TaskRepository } from '../task/task.repository.js';
import { dueChanges, flatFields } from './due-argument.js';
import { notLater } from './not-later.js';

/** Sync commands about tasks. */
@Injectable()
export class ItemCommands {
  constructor(
    private readonly handler: TaskHandler,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
    private readonly reminders: ReminderHandler,
  ) {}

  readonly commands = {
    item_add: async (args: AddedItem, actor: Actor): Promise<ById> => {
      const { due, deadline, duration, child_order, day_order, responsible_uid: assignee_id, ...rest } = args;
      const { reminder_offset, ...input } = rest;
      const [first, ...later] = dueChanges(due);
      const fields = flatFields({ deadline, duration });
      const task = await this.handler.add({ ...input, ...fields, ...first, assignee_id, order: child_order }, actor);
      for (const change of later) await this.handler.update({ id: task.id, ...change }, actor);
      if (day_order !== undefined) await this.putInDay(task.id, day_order, actor);
      if (reminder_offset !== undefined) await this.remind(task.id, reminder_offset, actor);
      return { id: task.id };
    },
    item_update: async (args: ItemUpdate, actor: Actor): Promise<void> => {
      const { id, due, deadline, duration, day_order, responsible_uid: assignee_id, ...change } = args;
      const [first, ...later] = dueChanges(due);
      await this.handler.update({ id, ...change, ...flatFields({ deadline, duration }), ...first, assignee_id }, actor);
      for (const each of later) await this.handler.update({ id, ...each }, actor);
      if (day_order !== undefined) await this.putInDay(id, day_order, actor);
    },
    item_move: async (args: MoveTask, actor: Actor): Promise<void> => {
      await this.handler.move(await this.target(args, actor), actor);
    },
    item_reorder: async ({ items }: ItemReorder, actor: Actor): Promise<void> => {
      const now = new Date();
      for (const { id, child_order } of items) {
        await this.tasks.change(id, null, actor, (task) => task.putAt({ position: child_order }, now));
      }
    },
    item_delete: (args: ById, actor: Actor): Promise<void> => this.handler.delete(args, actor),
    item_close: (args: ById, actor: Actor): Promise<void> => this.handler.close(args, actor),
    item_complete: ({ id, completed_at }: ItemComplete, actor: Actor): Promise<void> =>
      this.tasks.complete(id, undefined, actor, notLater(completed_at), true),
    item_complete_undo: async ({ id, descendants }: ItemCompleteUndo, actor: Actor): Promise<void> => {
      await this.handler.reopen({ id }, actor);
      for (const { id, checked } of descendants) if (!checked) await this.handler.reopen({ id }, actor);
    },
    item_update_day_orders: async ({ ids_to_orders }: ItemUpdateDayOrders, actor: Actor): Promise<void> => {
      for (const [id, dayOrder] of Object.entries(ids_to_orders)) await this.putInDay(id, dayOrder, actor);
    },
    item_uncomplete: (args: ById, actor: Actor): Promise<void> => this.handler.reopen(args, actor),
    item_update_date_complete: async (args: ItemUpdateDateComplete, actor: Actor): Promise<void> => {
      const { id, due, is_forward = 1 } = args;
      if (is_forward === 1) await this.handler.close({ id }, actor);
      for (const change of dueChanges(due)) await this.handler.update({ id, ...change }, actor);
    },
  };

  /** Of what has a time; nobody wants to be reminded so many minutes before a day. */
  private async remind(id: string, minute_offset: number, actor: Actor): Promise<void> {
    const { due } = await this.access.get(id, actor);
    if (!due?.time) return;
    await this.reminders.add({ task_id: id, reminder_type: 'relative', minute_offset }, actor);
  }

  private async putInDay(id: string, dayOrder: number, actor: Actor): Promise<void> {
    await this.tasks.change(id, null, actor, (task) => task.putAt({ dayOrder }, new Date()));
  }

  /** A null says that the task leaves its parent, or its section, and stays where it is otherwise. */
  private async target(args: MoveTask, actor: Actor): Promise<MoveTask> {
    const { id, project_id, section_id, parent_id } = args;
    if (project_id != null || section_id != null || parent_id != null) return args;
    const task = await this.access.get(id, actor);
    if (parent_id === null && task.sectionId) return { id, section_id: task.sectionId };
    return parent_id === null || section_id === null ? { id, project_id: task.projectId } : args;
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type {
  LabelAdd,
  LabelDelete,
  LabelDeleteOccurrences,
  LabelRename,
  LabelUpdate,
  LabelUpdateOrders,
} from '#contracts/sync-lists.js';
import { LabelHandler } from '../label/label.handler.js';
import { LabelRepository } from '../label/label.repository.js';

/** Sync commands about labels. */
@Injectable()
export class LabelCommands {
  constructor(
    private readonly handler: LabelHandler,
    private readonly labels: LabelRepository,
  ) {}

  readonly commands = {
    label_add: async ({ item_order, ...input }: LabelAdd, actor: Actor): Promise<ById> => {
      const { id } = await this.handler.add({ ...input, order: item_order }, actor);
      return { id };
    },
    label_update: async ({ item_order, ...change }: LabelUpdate, actor: Actor): Promise<void> => {
      await this.handler.update({ ...change, order: item_order }, actor);
    },
    label_rename: ({ name_old, name_new }: LabelRename, actor: Actor): Promise<void> =>
      this.labels.renameOnTasks(name_old, name_new, actor),
    label_update_orders: async ({ id_order_mapping }: LabelUpdateOrders, actor: Actor): Promise<void> => {
      for (const [id, order] of Object.entries(id_order_mapping)) await this.handler.update({ id, order }, actor);
    },
    label_delete: ({ id, cascade = 'all' }: LabelDelete, actor: Actor): Promise<void> =>
      this.labels.remove(id, undefined, actor, cascade === 'all'),
    label_delete_occurrences: ({ name }: LabelDeleteOccurrences, actor: Actor): Promise<void> =>
      this.labels.dropFromTasks(name, actor),
  };
}

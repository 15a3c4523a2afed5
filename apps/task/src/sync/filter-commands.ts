import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { AddFilter, FilterOrders, UpdateFilter } from '#contracts/filter.contract.js';
import type { ById } from '#contracts/page.js';
import { FilterHandler } from '../filter/filter.handler.js';

/** Sync commands about saved filters. */
@Injectable()
export class FilterCommands {
  constructor(private readonly handler: FilterHandler) {}

  readonly commands = {
    filter_add: async (args: AddFilter, actor: Actor): Promise<ById> => {
      const { id } = await this.handler.add(args, actor);
      return { id };
    },
    filter_update: async (args: UpdateFilter, actor: Actor): Promise<void> => {
      await this.handler.update(args, actor);
    },
    filter_update_orders: (args: FilterOrders, actor: Actor): Promise<void> => this.handler.reorder(args, actor),
    filter_delete: (args: ById, actor: Actor): Promise<void> => this.handler.delete(args, actor),
  };
}

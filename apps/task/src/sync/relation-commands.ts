import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type { AddRelation } from '#contracts/relation.contract.js';
import { RelationHandler } from '../relation/relation.handler.js';

/** Sync commands about how tasks stand to each other. */
@Injectable()
export class RelationCommands {
  constructor(private readonly handler: RelationHandler) {}

  readonly commands = {
    relation_add: async (args: AddRelation, actor: Actor): Promise<ById> => {
      const { id } = await this.handler.add(args, actor);
      return { id };
    },
    relation_delete: (args: ById, actor: Actor): Promise<void> => this.handler.delete(args, actor),
  };
}

import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type BatchOutcome,
  type Changes,
  type CommandBatch,
  type LoadChanged,
  type Loaded,
  syncContract,
  type SyncQuery,
} from '#contracts/sync.contract.js';
import { Handles } from '#messaging/handles.js';
import { SyncCommands } from './sync-commands.js';
import { SyncReader } from './sync-reader.js';

@Handles(syncContract)
export class SyncHandler implements Handlers<typeof syncContract> {
  constructor(
    private readonly reader: SyncReader,
    private readonly commands: SyncCommands,
  ) {}

  read(query: SyncQuery, actor: Actor): Promise<Changes> {
    return this.reader.read(query, actor);
  }

  load(query: LoadChanged, actor: Actor): Promise<Loaded> {
    return this.reader.load(query, actor);
  }

  apply({ commands }: CommandBatch, actor: Actor): Promise<BatchOutcome> {
    return this.commands.apply(commands, actor);
  }
}

import { contract, query } from './contract.js';
import type { FailureData } from './failure.js';
import { Answered, Flag, Id, Text, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { Dictionary, ListOf } from './nested-fields.js';

/** Characters that a token may have: some 50,000 projects. */
const longestToken = 500_000;

/** What a client has seen, and what it wants to know of. */
export class SyncQuery {
  @Text({ max: longestToken, optional: true, description: '`*`, or what the last answer gave; `*` unless told' })
  sync_token?: string;
  @Words({
    max: 64,
    size: 100,
    optional: true,
    description: '`items`, `projects`, …; `all` for every one, `-items` for all but one. Nothing is read unless told',
  })
  resource_types?: string[];
}

/** Whether a type of resources is asked for: by its name or by `all`, unless `-name` leaves it out. */
export function isWanted(resource: string, types: string[]): boolean {
  if (types.includes(`-${resource}`)) return false;
  return types.includes('all') || types.includes(resource);
}

/** One thing to do. Its `uuid` is good for one use by one person. */
export class SyncCommand {
  @Text({ min: 1, max: 64, example: 'item_add' }) type!: string;
  @Text({ min: 1, max: 128, description: 'Executed once in 24 hours, however often it is sent' }) uuid!: string;
  @Id({ optional: true, nullable: true, description: 'What the commands that follow call the thing that is made' })
  temp_id?: string | null;
  @Dictionary({ description: 'What the command says; a `temp_id` stands wherever an id does' })
  args!: Record<string, unknown>;
}

/** What a client did meanwhile, and what it wants to know of. */
export class SyncRequest extends SyncQuery {
  @ListOf(() => SyncCommand, { optional: true, description: 'At most 100' }) commands?: SyncCommand[];
}

/** What became of one command that was refused. */
export class SyncError {
  @Whole() error_code!: number;
  @Text({ max: 64 }) error_tag!: string;
  @Text({ max: 1000 }) error!: string;
  @Whole({ description: 'The status that the refusal would have by itself' }) http_code!: number;
  @Dictionary({ description: '`code`, and `field` and `expected` where one is to blame' })
  error_extra!: Record<string, unknown>;
}

/** What is answered to a client, besides one list for each resource type: `items`, `projects`, … */
export class SyncAnswer {
  @Text({ max: longestToken, description: 'What to send the next time' }) sync_token!: string;
  @Flag({ description: 'Whether this is everything, and replaces what the client has' }) full_sync!: boolean;
  @Dictionary({ description: 'By `uuid`: `ok`, or what was wrong' }) sync_status!: Record<string, SyncError | 'ok'>;
  @Dictionary({ description: 'The ids of what was made, by `temp_id`' }) temp_id_mapping!: Record<string, string>;
}

/** What changed: the first part of it, and the ids of what remains to be loaded. */
export class Changes {
  @Text({ max: longestToken }) sync_token!: string;
  @Flag() full_sync!: boolean;
  @Dictionary({ description: 'Lists of what changed, by resource type; what is gone has `is_deleted`' })
  resources!: Record<string, object[]>;
  @Dictionary({ description: 'By resource type, ids to load: 16 bytes each, one after another in base64' })
  rest!: Record<string, string>;
}

/** Things of one type by their ids, packed like those of `Changes`. */
export class LoadChanged {
  @Text({ max: 64 }) resource!: string;
  @Text({ max: 64_000 }) ids!: string;
}

export class Loaded {
  @Answered({ type: 'array', items: { type: 'object' } }) results!: object[];
}

export class CommandBatch {
  @ListOf(() => SyncCommand) commands!: SyncCommand[];
}

/** What became of the commands of a batch, by their `uuid`. */
export class BatchOutcome {
  @Dictionary({ description: 'Null for what was done, or the refusal' })
  outcomes!: Record<string, FailureData | null>;
  @Dictionary({ description: 'The ids of what was made, by `temp_id`' }) temp_id_mapping!: Record<string, string>;
}

/**
 * Synchronisation. `read` answers all that changed since a token was given out, at one moment; everything when it cannot be
 * read, is another person's, or is older than 30 days. `load` answers what `read` left out, as it is now. `apply` executes
 * commands in their order, each once for each person and `uuid` and each on its own: it is not a command of the messages'
 * kind, because a refusal must not undo what was done before it.
 */
export const syncContract = contract('task.sync', {
  read: query(SyncQuery, Changes),
  load: query(LoadChanged, Loaded),
  apply: query(CommandBatch, BatchOutcome),
});

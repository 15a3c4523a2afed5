import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import { type Changes, isWanted, type LoadChanged, type Loaded, type SyncQuery } from '#contracts/sync.contract.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';
import { ChangeLog } from './change-log.js';
import { packKeys, unpackKeys } from './packed-keys.js';
import { Scopes } from './scopes.js';
import { SyncTokens } from './sync-tokens.js';
import type { SyncedThing } from './synced-thing.js';
import { SyncedThings } from './synced-things.js';

/** Things that one message carries. */
const most = 500;

/** Answers what changed since somebody asked before. */
@Injectable()
export class SyncReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
    private readonly scopes: Scopes,
    private readonly log: ChangeLog,
    private readonly tokens: SyncTokens,
    private readonly things: SyncedThings,
  ) {}

  /** All of it as it is at one moment, or the first of it, and the ids of the others. */
  async read({ sync_token = '*', resource_types = [] }: SyncQuery, actor: Actor): Promise<Changes> {
    await this.access.get(actor.user_id, actor);
    const token = await this.tokens.read(sync_token, actor);
    const wanted = this.things.all.filter(({ resource }) => isWanted(resource, resource_types));
    return this.transactions.snapshot(async () => {
      const visible = await this.scopes.visible(actor);
      // counts are smaller than somebody has seen them only where a backup was restored
      const seen = visible.some(({ number, seq }) => seq < (token?.get(number) ?? 0)) ? undefined : token;
      const changed = await this.log.since(seen ?? new Map<number, number>(), visible, wanted, actor);
      const answer: Changes = {
        sync_token: await this.tokens.write(new Map(visible.map(({ number, seq }) => [number, seq])), actor),
        full_sync: seen === undefined,
        resources: {},
        rest: {},
      };
      let room = most;
      for (const thing of wanted) {
        const ids = changed.get(thing.resource) ?? [];
        answer.resources[thing.resource] = await load(thing, ids.slice(0, room), actor);
        if (ids.length > room) answer.rest[thing.resource] = packKeys(ids.slice(room));
        room -= Math.min(room, ids.length);
      }
      return answer;
    });
  }

  /** `sync.resource` for a type that is not synced, `sync.ids` for more ids than one message carries. */
  async load({ resource, ids: packed }: LoadChanged, actor: Actor): Promise<Loaded> {
    const thing = this.things.all.find((each) => each.resource === resource);
    if (!thing) throw invalid('sync.resource', 'resource', 'a type of resources that is synced');
    const ids = unpackKeys(packed, thing.isOfProject ? 2 : 1);
    if (ids.length > most) throw invalid('sync.ids', 'ids', `at most ${most} ids`);
    return { results: await load(thing, ids, actor) };
  }
}

async function load(thing: SyncedThing, keys: string[], actor: Actor): Promise<object[]> {
  if (keys.length === 0) return [];
  const found = new Map(await thing.load(keys, actor));
  return keys.map((key) => found.get(key) ?? thing.gone(key, actor));
}

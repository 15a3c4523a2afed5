import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import { type Changes, isWanted, type LoadChanged, type Loaded, type SyncQuery } from '#contracts/sync.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { ProjectAccess } from '../project/project-access.js';
import { ChangeLog } from './change-log.js';
import { SyncTokens } from './sync-tokens.js';
import { type SyncedThing, SyncedThings } from './synced-things.js';

/** Things that one message carries. */
const most = 500;
const idLength = 16;

/** Answers what changed since somebody asked before. */
@Injectable()
export class SyncReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
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
      const visible = await this.log.visible(actor);
      // counts are smaller than somebody has seen them only where a backup was restored
      const seen = visible.some(({ number, seq }) => seq < (token?.get(number) ?? 0)) ? undefined : token;
      const changed = await this.log.since(seen ?? new Map<number, number>(), visible, wanted);
      const answer: Changes = {
        sync_token: await this.tokens.write(new Map(visible.map(({ number, seq }) => [number, seq])), actor),
        full_sync: seen === undefined,
        resources: {},
        rest: {},
      };
      let room = most;
      for (const thing of wanted) {
        const ids = changed.get(thing.kind) ?? [];
        answer.resources[thing.resource] = await load(thing, ids.slice(0, room), actor);
        if (ids.length > room) answer.rest[thing.resource] = pack(ids.slice(room));
        room -= Math.min(room, ids.length);
      }
      return answer;
    });
  }

  /** `sync.resource` for a type that is not synced, `sync.ids` for more ids than one message carries. */
  async load({ resource, ids: packed }: LoadChanged, actor: Actor): Promise<Loaded> {
    const thing = this.things.all.find((each) => each.resource === resource);
    if (!thing) throw invalid('sync.resource', 'resource', 'a type of resources that is synced');
    const ids = unpack(packed);
    if (ids.length > most) throw invalid('sync.ids', 'ids', `at most ${most} ids`);
    return { results: await load(thing, ids, actor) };
  }
}

async function load(thing: SyncedThing, ids: string[], actor: Actor): Promise<object[]> {
  if (ids.length === 0) return [];
  const found = new Map((await thing.load(ids, actor)).map((each) => [each.id, each]));
  return ids.map((id) => found.get(id) ?? thing.gone(id, actor));
}

const pack = (ids: string[]): string => Buffer.concat(ids.map(idToBytes)).toString('base64');

function unpack(text: string): string[] {
  const bytes = Buffer.from(text, 'base64');
  const ids: string[] = [];
  for (let at = 0; at + idLength <= bytes.length; at += idLength)
    ids.push(bytesToId(bytes.subarray(at, at + idLength)));
  return ids;
}

import { expect } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import type { Changes, syncContract } from '#contracts/sync.contract.js';

interface Thing {
  id: string;
  project_id?: string;
  user_id?: string;
  is_deleted: boolean;
  checked?: boolean;
  item_id?: string;
  task_id?: string;
  related_task_id?: string;
}

/** What a client has that keeps a copy of everything and asks for what changed. */
export class Replica {
  token = '*';
  readonly things = new Map<string, Map<string, Thing>>();

  constructor(
    private readonly syncs: Client<typeof syncContract>,
    private readonly actor: Actor,
  ) {}

  /** Takes over what changed since the last time, and answers it. */
  async pull(): Promise<Changes> {
    const changes = await this.syncs.read({ sync_token: this.token, resource_types: ['all'] }, this.actor);
    if (changes.full_sync) this.things.clear();
    for (const [resource, first] of Object.entries(changes.resources)) {
      this.take(resource, first as Thing[]);
      for (const ids of batches(changes.rest[resource])) {
        this.take(resource, (await this.syncs.load({ resource, ids }, this.actor)).results as Thing[]);
      }
    }
    this.token = changes.sync_token;
    return changes;
  }

  /** Everything that is to be done, by resource type. */
  get content(): Record<string, Thing[]> {
    const items = this.things.get('items');
    const isThere = ({ item_id, task_id, related_task_id }: Thing): boolean =>
      [item_id, task_id, related_task_id].every((id) => id === undefined || id === null || items?.has(id));
    const shown = ([resource, things]: [string, Map<string, Thing>]): [string, Thing[]] => [
      resource,
      [...things.values()].filter(isThere).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    ];
    return Object.fromEntries([...this.things].map(shown));
  }

  ids(resource: string): string[] {
    return this.content[resource].map(({ id }) => id);
  }

  /** What somebody has who begins now. */
  async fresh(): Promise<Replica> {
    const replica = new Replica(this.syncs, this.actor);
    await replica.pull();
    return replica;
  }

  private take(resource: string, changed: Thing[]): void {
    const known = this.things.get(resource) ?? new Map<string, Thing>();
    this.things.set(resource, known);
    for (const thing of changed) {
      if (thing.is_deleted || thing.checked) known.delete(keyOf(thing));
      else known.set(keyOf(thing), thing);
    }
  }
}

/** What those have who asked for changes only is what somebody new would get. */
export async function expectUpToDate(...replicas: Replica[]): Promise<void> {
  for (const replica of replicas) {
    expect(await replica.pull()).toMatchObject({ full_sync: false });
    expect(replica.content).toEqual((await replica.fresh()).content);
  }
}

/** Somebody's part in a project has no id of its own. */
const keyOf = ({ id, project_id, user_id }: Thing): string => id ?? `${project_id} ${user_id}`;

function batches(packed = ''): string[] {
  const [ids, bytes] = [Buffer.from(packed, 'base64'), 500 * 16];
  const count = Math.ceil(ids.length / bytes);
  return Array.from({ length: count }, (_, at) => ids.subarray(at * bytes, (at + 1) * bytes).toString('base64'));
}

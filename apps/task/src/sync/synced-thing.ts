import type { Actor } from '#contracts/actor.js';
import { bytesToId } from '#database/id.js';
import type { Condition } from '../project/project-access.js';
import type { Kind } from './changes.js';

/** A query in SQL of the `entity_id`, and the `scope_id` where both make the key, of all that a new client gets. */
type Query = (within: Buffer[], person: Buffer) => Condition;

/** Something that clients keep a copy of. */
export interface SyncedThing {
  /** What the log calls it. */
  kinds: Kind[];
  /** What clients call a list of it. */
  resource: string;
  /** Whether there is one for each project besides, as with somebody's part in it. */
  isOfProject?: true;
  inProjects: Query;
  /** On tasks that are shared alone. */
  onTasks?: Query;
  /** Those of some that the actor may see, by their keys, as clients see them. */
  load(keys: string[], actor: Actor): Promise<[key: string, thing: object][]>;
  /** What stands for one that the actor does not see, or no longer. */
  gone(key: string, actor: Actor): object;
}

/** How a thing is told from others: by its id, or by those of the project and of itself. */
export const keyOf = (
  { isOfProject }: SyncedThing,
  { scope_id, entity_id }: { scope_id: Buffer; entity_id: Buffer },
): string => (isOfProject ? `${bytesToId(scope_id)} ${bytesToId(entity_id)}` : bytesToId(entity_id));

export const withIds = <T extends { id: string }>(things: T[]): [string, T][] => things.map((each) => [each.id, each]);

import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Applied, NotCarried, ThingCounts, ThingKind } from '#contracts/transfer.contract.js';
import { newId } from '#database/id.js';
import type { Reference } from '../due/reference.js';
import { mostLevels } from '../list/tree.js';
import { type CheckedThing, thingInvalid } from './check-thing.js';
import { formats } from './format.js';
import { ImportedRelations } from './import-relations.js';

/** What became of a thing: its id here, and where it is. */
export interface Placed {
  id: string;
  projectId?: string;
  sectionId?: string | null;
  /** Levels above it. */
  depth: number;
  isCompleted?: boolean;
  /** Whether it was there before, so that what comes into it finds others. */
  wasThere?: boolean;
}

/** Entries of a report that are told one by one. */
const mostTold = 500;
const counted: Record<ThingKind, keyof ThingCounts> = {
  label: 'labels',
  filter: 'filters',
  project: 'projects',
  section: 'sections',
  task: 'tasks',
  relation: 'relations',
  occurrence: 'occurrences',
  completion: 'completions',
  reminder: 'reminders',
  comment: 'comments',
};

/** One import while it is applied: what the things of the file became, and what is to be told of it in the end. */
export class ImportRun {
  readonly relations = new ImportedRelations();
  private readonly placed = new Map<string, Placed>();
  private readonly ids: Record<string, string[]> = {};
  private readonly notCarried: NotCarried[] = [];
  private readonly lookedUp = new Map<string, number>();
  private notCarriedCount = 0;
  private files = 0;

  constructor(
    readonly actor: Actor,
    readonly transaction: EntityManager,
    readonly reference: Reference,
    /** The project that everything goes into; none when projects are made. */
    readonly into: string | null,
  ) {}

  /** Gives a thing an id of its own and remembers it under the one that it has in the file, which nothing else may have. */
  place(thing: CheckedThing, placed: Omit<Placed, 'id' | 'depth'> & { id?: string; depth?: number }): Placed {
    const key = `${thing.kind} ${thing.id}`;
    if (this.placed.has(key)) throw thingInvalid(thing.at, 'id', `an id that no other ${thing.kind} has`);
    const whole = { depth: 0, ...placed, id: placed.id ?? newId() };
    if (whole.depth >= mostLevels) throw thingInvalid(thing.at, 'parent_id', `at most ${mostLevels} levels`);
    this.placed.set(key, whole);
    if (!placed.wasThere) (this.ids[thing.kind] ??= []).push(whole.id);
    if (thing.file_id != null) this.files++;
    return whole;
  }

  /** What a field refers to, null where it is null; `transfer.unknown_reference` when that was not before it. */
  referred(thing: CheckedThing, field: string): Placed | null {
    const id = thing[field] as string | null;
    if (id === null) return null;
    const rule = formats[thing.kind].fields[field];
    const placed = this.placed.get(`${rule.refersTo} ${id}`);
    if (!placed) throw thingInvalid(thing.at, field, rule.expected, 'transfer.unknown_reference');
    return placed;
  }

  /** A number that is looked up before anything is changed that it depends on, and remembered. */
  async once(name: string, look: () => Promise<number>): Promise<number> {
    const known = this.lookedUp.get(name) ?? (await look());
    this.lookedUp.set(name, known);
    return known;
  }

  /** Says what `once` answers from now on. */
  remember(name: string, value: number): void {
    this.lookedUp.set(name, value);
  }

  /** Notes that something of a thing is lost, and why. */
  lose({ at }: CheckedThing, what: string, reason: string): void {
    this.notCarriedCount++;
    if (this.notCarried.length < mostTold) this.notCarried.push({ at, what: what.slice(0, 600), reason });
  }

  report(isDryRun: boolean): Applied {
    const counts = Object.entries(counted).map(([kind, name]) => [name, this.ids[kind]?.length ?? 0]);
    return {
      dry_run: isDryRun,
      added: { ...(Object.fromEntries(counts) as ThingCounts), files: this.files },
      not_carried_count: this.notCarriedCount,
      not_carried: this.notCarried,
      ids: this.ids,
    };
  }
}

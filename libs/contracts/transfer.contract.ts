import { AccountChange } from './account.contract.js';
import { command, contract, query } from './contract.js';
import { Answered, Flag, Id, Text, Whole } from './fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { ById, Nothing } from './page.js';

/** What an account is made of, in the order in which a file tells of it: what is referred to comes first. */
export const thingKinds = [
  'label',
  'filter',
  'project',
  'section',
  'task',
  'relation',
  'occurrence',
  'completion',
  'reminder',
  'comment',
] as const;
export type ThingKind = (typeof thingKinds)[number];

/** One line of a backup: a thing with its fields, its id and those of others as they are called in the same file. */
export interface Thing {
  kind: string;
  id?: string;
  /** Where it is in the file that it was read from, for people: `line 7`. */
  at?: string;
  [field: string]: unknown;
}

/** What to export: one project with what is to be done in it, or everything that the actor owns. */
export class ExportScope {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
}

/** Some of what is carried over: at most 500 things, and about 256 KiB, except for a single thing that is larger. */
export class ThingPage {
  @Answered({ type: 'array', items: { type: 'object' } }) things!: Thing[];
}

/** A transfer that has begun, and how many pages there are to read of it, counted from 0. */
export class Transfer {
  @Id() id!: string;
  @Whole() pages!: number;
}

export class PageOfTransfer extends ById {
  @Whole() number!: number;
}

export class StageThings extends PageOfTransfer {
  @Answered({ type: 'array', items: { type: 'object' } }) things!: Thing[];
}

/** What to do with what was staged: into one project, where one is named, which takes sections, tasks and comments only. */
export class ApplyTransfer extends ById {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Nested(() => AccountChange, { optional: true, description: 'What the account becomes along with it' })
  settings?: AccountChange;
}

/** Something that is not carried over, or not as it was. */
export class NotCarried {
  @Text({ max: 256, description: 'Where it is in the file' }) at!: string;
  @Text({ max: 600, description: 'What it is' }) what!: string;
  @Text({ max: 600 }) reason!: string;
}

/** How many of each kind. */
export class ThingCounts {
  @Whole() labels!: number;
  @Whole() filters!: number;
  @Whole() projects!: number;
  @Whole() sections!: number;
  @Whole() tasks!: number;
  @Whole({ description: 'How tasks stand to each other' }) relations!: number;
  @Whole({ description: 'Dates of recurring tasks that were completed' }) occurrences!: number;
  @Whole() completions!: number;
  @Whole() reminders!: number;
  @Whole() comments!: number;
  @Whole() files!: number;
}

/** What came of an import, or would come of it. */
export class ImportReport {
  @Flag({ description: 'Whether this is only what would happen' }) dry_run!: boolean;
  @Nested(() => ThingCounts) added!: ThingCounts;
  @Whole() not_carried_count!: number;
  @ListOf(() => NotCarried, { description: 'The first 500' }) not_carried!: NotCarried[];
}

/** The same, and which things came to be, by kind, in the order of the file. */
export class Applied extends ImportReport {
  @Answered({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  ids!: Record<string, string[]>;
}

/**
 * Carries things over from and to files, a page at a time, so that nobody holds all of it. What is staged is kept for an
 * hour, its person's alone: `transfer.not_found` for anybody else.
 * - `export` copies what there is at one moment, anew each time; `page` reads it.
 * - `begin` opens a transfer; `stage` checks things and keeps them, and refuses one that is not as it should be with
 *   `transfer.thing_invalid`, its place and field; more than 100,000 with `transfer.too_many`.
 * - `apply` makes all of it real in one transaction, or nothing; `preview` tells what `apply` would, and changes nothing.
 *   What refers to something that is not before it is `transfer.unknown_reference` (invalid); a relation that is told twice, or
 *   closes a circle, `transfer.thing_invalid`. Of those beyond 100 on a task it tells that they are not carried.
 * - `discard` forgets a transfer.
 */
export const transferContract = contract('task.transfer', {
  export: query(ExportScope, Transfer),
  page: query(PageOfTransfer, ThingPage),
  begin: command(Nothing, Transfer),
  stage: command(StageThings),
  preview: query(ApplyTransfer, Applied),
  apply: command(ApplyTransfer, Applied),
  discard: command(ById),
});

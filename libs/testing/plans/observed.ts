import { expect } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { patternOf } from '#contracts/contract.js';
import { contracts } from '#contracts/registry.js';
import { planText } from './plan-text.js';
import { type Seen, StatementWatch } from './statement-watch.js';

/** Calls by name, which begins with the pattern of a command where it is one. */
export type Calls = Record<string, () => Promise<unknown>>;

/** Rows that may be read for each that is answered; and beside that, for what is a matter of a few whatever there is. */
const mostReads = 3;
const few = 12;

/** Tables as if they had been written in order, counted to the last page, and not again at a moment of the server's own. */
const settled = 'FORCE, STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0, STATS_SAMPLE_PAGES = 60000';

/** Sees the statements of calls, on a server whose plans are those that are recorded. */
export class Observer {
  private constructor(private readonly watch: StatementWatch) {}

  /** Undefined on a server whose plans are not recorded. Lets the server see how much there is of everything, each time the same. */
  static async of(dataSource: DataSource): Promise<Observer | undefined> {
    const [{ version }] = await dataSource.query<{ version: string }[]>('SELECT VERSION() AS version');
    if (!version.includes('MariaDB')) {
      process.stderr.write(`Plans are recorded of MariaDB, and this is ${version}: not compared\n`);
      return undefined;
    }
    const rows = await dataSource.query<{ name: string }[]>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    for (const { name } of rows) await dataSource.query(`ALTER TABLE ${name} ${settled}`);
    await dataSource.query(`ANALYZE TABLE ${rows.map(({ name }) => name).join(', ')}`);
    await keepDeleted(dataSource);
    return new Observer(new StatementWatch(dataSource));
  }

  /** Of one call after the other; nothing of what was asked before. */
  async seenOf(calls: Calls): Promise<Seen[]> {
    await this.watch.settled();
    this.watch.seen.length = 0;
    for (const [name, call] of Object.entries(calls)) {
      this.watch.call = name;
      await call();
      await this.watch.settled();
    }
    return this.watch.seen.splice(0);
  }
}

/**
 * Rows that are deleted stay in the indexes, and so in what the server estimates, until its purge comes by: which it does not
 * while somebody may still see them.
 */
async function keepDeleted(dataSource: DataSource): Promise<void> {
  const onlooker = dataSource.createQueryRunner();
  await onlooker.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await onlooker.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
}

/** Fails for a command of the service that none of the calls is of. */
export function expectAllCommands(service: string, calls: Calls): void {
  const commands = contracts
    .filter((contract) => contract.service === service)
    .flatMap((contract) => Object.keys(contract.commands).map((name) => patternOf(contract, name)));
  const called = new Set(Object.keys(calls).map((name) => name.split(' ')[0]));
  expect(commands.filter((pattern) => !called.has(pattern))).toEqual([]);
}

/**
 * Fails for a statement that reads more than three rows for each that it answers, unless a part of it is named; and for a name of
 * none. A look-up for each thing that other statements of its call answer may read three rows for each of those.
 */
export function expectFewReads(
  seen: Seen[],
  reasons: Record<string, string> = {},
  lookUps: Record<string, string> = {},
): void {
  const isMuch = ({ reads = 0 }: Seen, answered: number): boolean => reads > mostReads * answered + few;
  const tooMany = seen.filter((each) => isMuch(each, each.returned ?? 0));
  const ofCall = new Map<string, number>();
  for (const { call, returned = 0 } of seen) ofCall.set(call, (ofCall.get(call) ?? 0) + returned);
  const isLookUp = ({ sql }: Seen): boolean => Object.keys(lookUps).some((part) => sql.includes(part));
  const parts = [...Object.keys(reasons), ...Object.keys(lookUps)];
  const isNamed = ({ sql }: Seen): boolean => Object.keys(reasons).some((part) => sql.includes(part));
  const unnamed = tooMany.filter(
    (each) => !isNamed(each) && !(isLookUp(each) && !isMuch(each, ofCall.get(each.call)!)),
  );
  expect(unnamed.map(({ call, sql, reads, returned }) => `${call}: ${reads} for ${returned}: ${sql}`)).toEqual([]);
  expect(parts.filter((part) => !tooMany.some(({ sql }) => sql.includes(part)))).toEqual([]);
}

/** Fails for a plan that is none of those that are recorded; writes them anew with `ERRAND_WRITE_PLANS=1`. */
export function expectRecorded(file: URL, seen: Seen[]): void {
  const recorded = readFileSync(file, 'utf8');
  const now = planText(seen, recorded);
  if (process.env.ERRAND_WRITE_PLANS) writeFileSync(file, now);
  else expect(now.split('\n\n')).toEqual(recorded.split('\n\n'));
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { patternOf } from '#contracts/contract.js';
import { contracts } from '#contracts/registry.js';
import { changesOf } from './changes.js';
import { type Alone, startAlone } from './handlers.js';
import { planText } from './plan-text.js';
import { queriesOf } from './queries.js';
import { reasonsToReadMore } from './reasons-to-read-more.js';
import { analyze, type Calls, seededWorld } from './seeded-world.js';
import { type Seen, StatementWatch } from './statement-watch.js';

const file = new URL('plans.txt', import.meta.url);
/** Rows that may be read for each that is answered; and beside that, for what is a matter of a few whatever there is. */
const mostReads = 3;
const few = 12;

let service: Alone;
let isMariaDb: boolean;
let queries: Calls;
let changes: Calls;
let ofQueries: Seen[];
let ofChanges: Seen[];

beforeAll(async () => {
  service = await startAlone();
  const { dataSource } = service;
  const [{ version }] = await dataSource.query<{ version: string }[]>('SELECT VERSION() AS version');
  isMariaDb = version.includes('MariaDB');
  const world = await seededWorld(service);
  [queries, changes] = [queriesOf(world), changesOf(world)];
  if (!isMariaDb)
    return void process.stderr.write(`Plans are recorded of MariaDB, and this is ${version}: not compared\n`);
  await analyze(dataSource);
  const watch = new StatementWatch(dataSource);
  const seenOf = async (calls: Calls): Promise<Seen[]> => {
    for (const [name, call] of Object.entries(calls)) {
      watch.call = name;
      await call();
      await watch.settled();
    }
    return watch.seen.splice(0);
  };
  ofQueries = await seenOf(queries);
  ofChanges = await seenOf(changes);
}, 300_000);
afterAll(() => service.stop());

it('knows every command of the service', () => {
  const commands = contracts
    .filter(({ service: name }) => name === 'task')
    .flatMap((contract) => Object.keys(contract.commands).map((name) => patternOf(contract, name)));
  const called = new Set(Object.keys({ ...queries, ...changes }).map((name) => name.split(' ')[0]));
  expect(commands.filter((pattern) => !called.has(pattern))).toEqual([]);
});

it('reads no more than three rows for each that it answers, but for what is named', () => {
  if (!isMariaDb) return;
  const tooMany = ofQueries.filter(({ reads = 0, returned = 0 }) => reads > mostReads * returned + few);
  const reasons = Object.keys(reasonsToReadMore);
  const reasonOf = ({ sql }: Seen): string | undefined => reasons.find((part) => sql.includes(part));
  const unnamed = tooMany.filter((each) => !reasonOf(each));
  expect(unnamed.map(({ call, sql, reads, returned }) => `${call}: ${reads} for ${returned}: ${sql}`)).toEqual([]);
  expect(reasons.filter((part) => !tooMany.some(({ sql }) => sql.includes(part)))).toEqual([]);
});

it('runs every statement in the way that is recorded', () => {
  if (!isMariaDb) return;
  const now = planText([...ofQueries, ...ofChanges]);
  if (process.env.ERRAND_WRITE_PLANS) writeFileSync(file, now);
  expect(now.split('\n\n')).toEqual(readFileSync(file, 'utf8').split('\n\n'));
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { begun, gate, gates, SlowFixture } from './slow-probe.js';

/** Commands that a replica works on at a time, and the connections that it has to the database. */
const mostInWork = 256;
const poolSize = 10;
/** For what is to end soon after a deadline, ms: the half second that it may outlive it, and the time that looking takes. */
const soon = 2500;

let fixture: SlowFixture;
/** Somebody else who uses the same database, and sees who waits in it. */
let other: Connection;
let observer: Connection;

beforeAll(async () => {
  fixture = await SlowFixture.start();
  other = await createConnection({ uri: fixture.servers.env.TASK_DATABASE_URL });
  observer = await createConnection({ uri: fixture.servers.database.url });
  await other.query("INSERT INTO note VALUES ('held')");
}, 120_000);
afterAll(async () => {
  await other.end();
  await observer.end();
  await fixture.stop();
}, 60_000);
beforeEach(() => void begun.splice(0));
afterEach(() => gates.clear());

const unavailable = { kind: 'unavailable', code: 'slow.unavailable' };

/** Statements of the service that the server is busy with. */
async function running(text: string): Promise<number> {
  const [rows] = await observer.query<RowDataPacket[]>(
    'SELECT id FROM information_schema.processlist WHERE info LIKE ? AND info NOT LIKE ?',
    [`%${text}%`, '%processlist%'],
  );
  return rows.length;
}

/** Lets the other one hold a row while the work is done. */
async function whileHeld(work: () => Promise<void>): Promise<void> {
  await other.beginTransaction();
  await other.query("SELECT name FROM note WHERE name = 'held' FOR UPDATE");
  try {
    await work();
  } finally {
    await other.rollback();
  }
}

it('does not begin what waited behind others until its time was over', async () => {
  const open = gate('first');
  const ask = (name: string, timeout: number): Promise<unknown> => fixture.slow.hold({ name }, { timeout });
  const first = Array.from({ length: mostInWork }, () => ask('first', 20_000));
  await eventually(() => expect(begun).toHaveLength(mostInWork));
  const impatient = Array.from({ length: 50 }, () => ask('impatient', 300));
  const patient = Array.from({ length: 50 }, () => ask('patient', 20_000));
  await eventually(async () => expect(await fixture.metric('errand_commands{state="waiting"}')).toBe(100));
  expect(await fixture.metric('errand_commands{state="in_work"}')).toBe(mostInWork);
  for (const call of impatient) await expect(call).rejects.toMatchObject(unavailable);
  expect(begun).toHaveLength(mostInWork);

  open();
  await Promise.all([...first, ...patient]);
  expect(begun.filter((name) => name === 'impatient')).toEqual([]);
  expect(begun).toHaveLength(mostInWork + patient.length);
  expect(await fixture.metric('errand_commands{state="in_work"}')).toBe(0);
}, 30_000);

it('does not begin a transaction whose time is over', async () => {
  const open = gate('too late');
  const call = fixture.slow.write({ name: 'too late' }, { timeout: 200 });
  await expect(call).rejects.toMatchObject(unavailable);
  open();
  await fixture.slow.write({ name: 'in time' });
  const [rows] = await other.query<RowDataPacket[]>(
    "SELECT name FROM note WHERE name LIKE '%time' OR name LIKE '%late'",
  );
  expect(rows).toEqual([{ name: 'in time' }]);
});

it('ends a wait for a lock soon after the deadline, and begins none anew', async () => {
  await whileHeld(async () => {
    await expect(fixture.slow.lock({ name: 'locked out' }, { timeout: 500 })).rejects.toMatchObject(unavailable);
    await eventually(async () => expect(await running('UPDATE note')).toBe(0), soon);
    expect(await fixture.metric('errand_database_pool_connections{state="used"}')).toBe(0);
  });
  expect(await fixture.slow.lock({ name: 'let in' })).toEqual({ name: 'let in' });
});

it('ends a statement that takes too long soon after the deadline', async () => {
  await expect(fixture.slow.sleep({ name: 'asleep' }, { timeout: 500 })).rejects.toMatchObject(unavailable);
  await eventually(async () => expect(await running('SLEEP(30)')).toBe(0), soon);
});

it('waits for a connection no longer than the deadline, and has all of them afterwards', async () => {
  await whileHeld(async () => {
    const holders = Array.from({ length: poolSize }, () => fixture.slow.lock({ name: 'holder' }, { timeout: 8000 }));
    await eventually(async () => expect(await running('UPDATE note')).toBe(poolSize), 3500);
    const waiting = fixture.slow.write({ name: 'no connection' }, { timeout: 3000 });
    await eventually(async () => expect(await fixture.metric('errand_database_pool_waiting')).toBeGreaterThan(0), 2800);
    expect(await fixture.metric('errand_database_pool_connections{state="used"}')).toBe(poolSize);
    await expect(waiting).rejects.toMatchObject(unavailable);
    for (const holder of holders) await expect(holder).rejects.toMatchObject(unavailable);
    await eventually(async () => expect(await running('UPDATE note')).toBe(0), soon);
    await eventually(async () => expect(await fixture.metric('errand_database_pool_waiting')).toBe(0));
  });
  // the caller has learned that nobody answers, and finds out that somebody does
  await eventually(() => fixture.slow.hold({ name: 'back' }));
  const names = Array.from({ length: poolSize * 2 }, (_, index) => `afterwards ${index}`);
  await Promise.all(names.map((name) => fixture.slow.write({ name })));
  const [rows] = await other.query<RowDataPacket[]>("SELECT name FROM note WHERE name = 'no connection'");
  expect(rows).toEqual([]);
}, 30_000);

it('gives what belongs to no request five seconds to get a connection', async () => {
  const { dataSource } = fixture.service;
  const runners = Array.from({ length: poolSize }, () => dataSource.createQueryRunner());
  try {
    await Promise.all(runners.map((runner) => runner.connect()));
    const since = Date.now();
    await expect(dataSource.query('SELECT 1')).rejects.toMatchObject({ code: 'POOL_TIMEOUT' });
    expect(Date.now() - since).toBeGreaterThanOrEqual(4900);
    expect((await new Http(fixture.service.url).get('/health/ready')).status).toBe(503);
  } finally {
    await Promise.all(runners.map((runner) => runner.release()));
  }
  expect(await dataSource.query('SELECT 1')).toHaveLength(1);
}, 30_000);

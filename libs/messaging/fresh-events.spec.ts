import { describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import { FreshEvents } from './fresh-events.js';
import type { OutboxRow } from './outbox-rows.js';

const row = (name: string): OutboxRow => ({
  id: Buffer.from(name),
  type: 'probe.happened',
  source: 'probe',
  subject: Buffer.from(name),
  aggregate_version: 1,
  data: '{}',
  fleeting: 0,
  traceparent: '',
  recorded_at: new Date(),
  lease_until: null,
});

const names = (rows: OutboxRow[]): string[] => rows.map(({ id }) => id.toString());

interface Calls {
  published: string[][];
  removed: string[][];
  after: number;
}

/** What was published and removed, in calls; what `refused` names is not taken by any queue. */
function fresh(refused: string[] = [], pauseBetween?: number): { events: FreshEvents; calls: Calls } {
  const calls: Calls = { published: [], removed: [], after: 0 };
  const events = new FreshEvents(
    (rows) => {
      calls.published.push(names(rows));
      return Promise.resolve(rows.filter(({ id }) => !refused.includes(id.toString())));
    },
    (rows) => Promise.resolve(void calls.removed.push(names(rows))),
    () => calls.after++,
    pauseBetween,
  );
  return { events, calls };
}

describe('fresh events', () => {
  it('of one turn are published together, and removed together', async () => {
    const { events, calls } = fresh();
    for (const name of ['a', 'b', 'c']) events.add(row(name));
    await events.idle();
    expect(calls).toEqual({ published: [['a', 'b', 'c']], removed: [['a', 'b', 'c']], after: expect.any(Number) });
  });

  it('let the answer to who wrote them go first', async () => {
    const { events, calls } = fresh();
    events.add(row('a'));
    await new Promise<void>((resolve) => process.nextTick(resolve));
    expect(calls.published).toEqual([]);
    await new Promise(setImmediate);
    expect(calls.published).toEqual([['a']]);
    await events.idle();
  });

  it('go at once after a rest, and others when the next rest is over', async () => {
    const hour = 3_600_000;
    const [{ calls, events }, soon] = [fresh([], hour), fresh()];
    for (const name of ['a', 'b', 'c']) {
      for (const each of [events, soon.events]) each.add(row(name));
      await new Promise(setImmediate);
    }
    expect(calls.published).toEqual([['a']]);
    await eventually(() => Promise.resolve(expect(soon.calls.published.flat()).toEqual(['a', 'b', 'c'])));
    await events.idle();
    expect(calls.published).toEqual([['a'], ['b', 'c']]);
  });

  it('are removed after a while without anybody asking', async () => {
    const { events, calls } = fresh();
    events.add(row('a'));
    await eventually(() => expect(calls.removed).toEqual([['a']]));
    expect(calls.after).toBe(0);
  });

  it('that no queue took are left where they are', async () => {
    const { events, calls } = fresh(['b']);
    for (const name of ['a', 'b']) events.add(row(name));
    await events.idle();
    expect(calls.removed).toEqual([['a']]);
  });

  it('let those that wait for them go on as soon as they are removed', async () => {
    const { events, calls } = fresh();
    events.add(row('a'));
    events.hurry();
    await events.idle();
    expect(calls.after).toBe(1);
  });

  it('are no more than two thousand at a time', async () => {
    const { events, calls } = fresh();
    for (let number = 0; number < 2500; number++) events.add(row(String(number)));
    await events.idle();
    expect(calls.published.flat()).toHaveLength(2000);
  });
});

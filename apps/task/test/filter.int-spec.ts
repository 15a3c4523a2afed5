import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import { parseFilter } from '../src/filter/filter-parser.js';
import { FilterSql } from '../src/filter/filter-sql.js';
import { FilteredTasks } from '../src/filter/filtered-tasks.js';
import { anExpression, both, either, type Expression, not, terms } from './filter-expression.js';
import { aWorld, Dice, type World } from './filter-world.js';
import { anActor, type Fixture, startTaskService } from './fixture.js';

/** Where people live, and a moment there: quiet days, the days on which clocks change, the edges of days and years. */
const moments: [zone: string, now: string][] = [
  ['Europe/Madrid', '2026-11-24T19:00:30'],
  ['Europe/Madrid', '2026-03-29T12:00:00'],
  ['Europe/Madrid', '2026-10-25T12:00:00'],
  ['America/New_York', '2026-12-31T23:59:59'],
  ['Asia/Kathmandu', '2027-01-01T00:00:00'],
  ['Pacific/Kiritimati', '2026-06-01T06:00:00'],
  ['Pacific/Pago_Pago', '2026-06-01T18:00:00'],
  ['America/Santiago', '2026-09-06T15:00:00'],
];

let fixture: Fixture;
let filtered: FilteredTasks;
beforeAll(async () => {
  fixture = await startTaskService();
  filtered = fixture.service.app.get(FilteredTasks, { strict: false });
});
afterAll(() => fixture.stop());

describe.each(moments)('filters in %s at %s', (zone, moment) => {
  const seed = Date.parse(`${moment}Z`) / 1000;
  const dice = new Dice(seed);
  let world: World;
  beforeAll(async () => {
    world = await aWorld(fixture, anActor(), dice, DateTime.fromISO(moment, { zone }));
  });

  const found = async ({ text }: Pick<Expression, 'text'>): Promise<string[]> => {
    const page = await filtered.list({ query: text, limit: 1000 }, world.actor, world.now.toJSDate());
    return page.results.map(({ id }) => id).sort();
  };
  const expected = ({ meets }: Expression): string[] =>
    world.tasks
      .filter(meets)
      .map(({ id }) => id)
      .sort();

  it('find what each condition says, and with `!` exactly the others', async () => {
    for (const make of terms) {
      const expression = make(dice, world);
      expect([expression.text, await found(expression)]).toEqual([expression.text, expected(expression)]);
      const others = not(expression);
      expect([others.text, await found(others)]).toEqual([others.text, expected(others)]);
    }
  });

  it('are sets: `!` the complement, `&` the intersection, `|` the union, whatever they are made of', async () => {
    const all = world.tasks.map(({ id }) => id).sort();
    for (let round = 0; round < 25; round++) {
      const [a, b] = [anExpression(dice, world, 3), anExpression(dice, world, 3)];
      const [inA, inB, inNotA] = [await found(a), await found(b), await found(not(a))];
      const title = `${a.text} / ${b.text}`;
      expect([title, [...inA, ...inNotA].sort()]).toEqual([title, all]);
      expect([title, await found(both(a, b))]).toEqual([title, inA.filter((id) => inB.includes(id))]);
      expect([title, await found(either(a, b))]).toEqual([title, all.filter((id) => [...inA, ...inB].includes(id))]);
      expect([title, inA]).toEqual([title, expected(a)]);
      const panes = `${a.text}, ${b.text}`;
      expect([panes, await found({ text: panes })]).toEqual([panes, await found(either(a, b))]);
      const preview = await filtered.preview(panes, world.actor, world.now.toJSDate());
      expect([panes, preview.panes.map(({ count }) => count)]).toEqual([panes, [inA.length, inB.length]]);
    }
  });
});

describe('a filter', () => {
  const tasks = (query: string, actor: Actor, page = {}): Promise<{ content: string }[]> =>
    fixture.filters.tasks({ query, ...page }, actor).then(({ results }) => results);

  it('finds nothing of other people, and nothing that is completed', async () => {
    const [actor, stranger] = [anActor(), anActor()];
    await fixture.tasks.add({ content: 'Theirs', labels: ['x'] }, stranger);
    const done = await fixture.tasks.add({ content: 'Done', labels: ['x'] }, actor);
    await fixture.tasks.close({ id: done.id }, actor);
    await fixture.tasks.add({ content: 'Mine', labels: ['x'] }, actor);
    for (const query of ['all', '@x', '!@y', '#Inbox', '!#Nothing', 'added by: me | !added by: me']) {
      expect([query, (await tasks(query, actor)).map(({ content }) => content)]).toEqual([query, ['Mine']]);
    }
  });

  it('knows the days of a task that was moved to another date, zone or none', async () => {
    const actor = anActor();
    const { id } = await fixture.tasks.add({ content: 'Call', due_datetime: '2030-01-01T23:30:00-05:00' }, actor);
    expect(await tasks('due: 2030-01-02', actor)).toHaveLength(1);
    await fixture.tasks.update({ id, due_datetime: '2030-01-01T23:30:00' }, actor);
    expect(await tasks('due: 2030-01-01', actor)).toHaveLength(1);
    await fixture.tasks.update({ id, due_string: null }, actor);
    expect(await tasks('!no date', actor)).toHaveLength(0);
  });

  it('stands dates at the end of the calendar', async () => {
    const actor = anActor();
    await fixture.tasks.add(
      { content: 'Late', due_datetime: '9999-12-31T23:59:59Z', deadline_date: '9999-12-31' },
      actor,
    );
    expect(await tasks('due after: 9000-01-01 & deadline after: 9000-01-01', actor)).toHaveLength(1);
    expect(await tasks('created before: 9999-12-30', actor)).toHaveLength(1);
    const timezone = 'America/New_York';
    const query = 'due after: 1000-01-01 & due before: 9999-12-31 at 23:59 & created before: 9999-12-31 at 23:59';
    const { condition } = parseFilter(query, { now: new Date(), timezone }).panes[0];
    const sql = fixture.service.app.get(FilterSql, { strict: false });
    const [where, ...parameters] = sql.conditionOf(condition, actor);
    await fixture.service.dataSource.query(`SELECT 1 FROM task WHERE ${where}`, parameters);
  });

  const pieces = ['@a&', '@a|', '!@a&', '##a*|', '/a&', '#a&', 'p1,', 'added by:a|', 'search:a|', 'assigned by:b,'];
  it.each([...pieces, '!(', 'p1&(p2|(', '@a&!(@b|('])('takes work as its length, however long: %s…', async (piece) => {
    const actor = anActor();
    await fixture.tasks.add({ content: 'One' }, actor);
    const parentheses = piece.split('(').length - 1;
    const times = Math.floor(1000 / (piece.length + parentheses));
    const query = `${piece.repeat(times)}p4${')'.repeat(parentheses * times)}`;
    const { panes } = parseFilter(query, { now: new Date(), timezone: 'UTC' });
    const sql = fixture.service.app.get(FilterSql, { strict: false });
    const [where] = sql.conditionOf(panes[0].condition, actor);
    expect(where.length).toBeLessThan(200 * query.length);
    await tasks(query, actor);
    await fixture.filters.preview({ query }, actor);
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { idToBytes, newId } from '#database/id.js';
import { tellInstants } from '../src/migrations/1764000220000-create-filter.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const add = async (name: string, overrides = {}): Promise<string> =>
  (await fixture.filters.add({ name, query: 'p1', ...overrides }, actor)).id;
const names = async (page = {}): Promise<string[]> =>
  (await fixture.filters.list(page, actor)).results.map(({ name }) => name);

it('keeps its place: last, where it is wanted, or in another order', async () => {
  const [one, two] = [await add('one'), await add('two')];
  await add('first', { item_order: 1 });
  expect(await names()).toEqual(['first', 'one', 'two']);
  await fixture.filters.reorder({ id_order_mapping: { [one]: 8, [two]: 7 } }, actor);
  expect(await names()).toEqual(['first', 'two', 'one']);
  expect(await names({ limit: 2 })).toEqual(['first', 'two']);
});

it.each([
  ['one that is unknown', newId(), 1, 'filter.not_found'],
  ['half a place', undefined, 1.5, 'filter.order'],
  ['a place before the first', undefined, -1, 'filter.order'],
  ['a word', undefined, 'first' as unknown as number, 'filter.order'],
])('changes no place for %s', async (_, id, order, code) => {
  const [one, two] = [await add('one'), await add('two')];
  const refused = fixture.filters.reorder({ id_order_mapping: { [one]: 9, [id ?? two]: order } }, actor);
  await expect(refused).rejects.toMatchObject({ code });
  expect(await names()).toEqual(['one', 'two']);
});

it('is its owner’s alone', async () => {
  const id = await add('mine');
  const stranger = anActor();
  const { filters } = fixture;
  const attempts = [
    filters.get({ id }, stranger),
    filters.update({ id, name: 'stolen' }, stranger),
    filters.delete({ id }, stranger),
    filters.reorder({ id_order_mapping: { [id]: 5 } }, stranger),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'filter.not_found' });
  expect((await filters.list({}, stranger)).results).toEqual([]);
  expect(await names()).toEqual(['mine']);
});

it('changes what is sent, and nothing when the query cannot be read', async () => {
  const id = await add('Urgent', { color: 'red', is_favorite: true });
  await expect(fixture.filters.update({ id, name: 'Broken', query: 'p1 &' }, actor)).rejects.toMatchObject({
    code: 'filter.syntax',
    details: { field: 'query', position: 4 },
  });
  const changed = await fixture.filters.update({ id, query: 'p2' }, actor);
  expect(changed).toMatchObject({ name: 'Urgent', query: 'p2', color: 'red', is_favorite: true });
});

it('finds tasks that were fixed to a zone before there were filters', async () => {
  const { id } = await fixture.tasks.add(aTask({ due_datetime: '2030-01-01T23:30:00-05:00' }), actor);
  const found = async (): Promise<number> =>
    (await fixture.filters.tasks({ query: 'due after: 2030-01-02 at 04:00' }, actor)).results.length;
  await fixture.service.dataSource.query('UPDATE task SET due_at = NULL WHERE id = ?', [idToBytes(id)]);
  await tellInstants(fixture.service.dataSource.manager);
  expect(await found()).toBe(1);
  const sql = 'SELECT due_at FROM task WHERE id = ?';
  expect(await fixture.service.dataSource.query(sql, [idToBytes(id)])).toEqual([
    { due_at: new Date('2030-01-02T04:30:00Z') },
  ]);
});

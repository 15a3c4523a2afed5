import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { type Found, searchContract } from '#contracts/search.contract.js';
import { type AddTask } from '#contracts/task.contract.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { Indexer } from '../src/search/indexer.js';
import { taskService } from '../src/task.service.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let search: Client<typeof searchContract>;

beforeAll(async () => {
  fixture = await startTaskService();
  search = fixture.service.client(searchContract);
});
afterAll(() => fixture.stop());

const add = (overrides: Partial<AddTask>, actor: Actor): Promise<{ id: string; project_id: string }> =>
  fixture.tasks.add(aTask(overrides), actor);

/** Whether all that was changed can be found. */
const known = (): Promise<void> =>
  eventually(async () => {
    const rows = await fixture.service.dataSource.query<unknown[]>('SELECT id FROM project WHERE has_unsearched = 1');
    expect(rows).toHaveLength(0);
  });

async function find(query: string, actor: Actor, more = {}): Promise<Found[]> {
  await known();
  return (await search.find({ query, ...more }, actor)).results;
}
const titles = async (query: string, actor: Actor): Promise<string[]> =>
  (await find(query, actor)).map(({ title }) => title);

describe('search', () => {
  it('finds every word in any order, and what begins with it, whatever the case and the accents', async () => {
    const ada = anActor();
    await add({ content: 'Crème brûlée for Łukasz', description: 'with *vanilla* pods' }, ada);
    await add({ content: 'Cream for the cat' }, ada);
    expect(await titles('creme', ada)).toEqual(['Crème brûlée for Łukasz']);
    expect(await titles('BRUL cre', ada)).toEqual(['Crème brûlée for Łukasz']);
    expect(await titles('vanil pod', ada)).toEqual(['Crème brûlée for Łukasz']);
    expect(await titles('cream cat', ada)).toEqual(['Cream for the cat']);
    expect(await titles('cream dog', ada)).toEqual([]);
  });

  it.each([
    ['Chinese', '给妈妈买牛奶和面包', '牛奶', '奶牛'],
    ['Japanese', 'スーパーで買い物リストを作る', '買い物', '物買い'],
    ['Thai', 'ซื้อนมและขนมปัง', 'ขนมปัง', 'ปังขนม'],
    ['Korean', '우유와 빵을 사기', '우유', '와빵'],
    ['Russian', 'Купить ёлку', 'елку', 'лку'],
    ['Arabic', 'شراء الحليب والخبز', 'الحليب', 'ليب'],
    ['Hindi', 'दूध और रोटी खरीदना', 'दूध', 'ूध'],
  ])('finds words in %s', async (_, content, present, absent) => {
    const ada = anActor();
    await add({ content }, ada);
    expect(await titles(present, ada)).toEqual([content]);
    expect(await titles(absent, ada)).toEqual([]);
  });

  it('puts a title before a description, a whole word before a beginning, and the short before the long', async () => {
    const ada = anActor();
    await add({ content: 'Shopping', description: 'bread, butter, milk' }, ada);
    await add({ content: 'Milkshake' }, ada);
    await add({ content: 'Milk' }, ada);
    await add({ content: 'Milk, bread, butter, eggs, flour, sugar and whatever else there is to buy' }, ada);
    expect(await titles('milk', ada)).toEqual([
      'Milk',
      'Milk, bread, butter, eggs, flour, sugar and whatever else there is to buy',
      'Milkshake',
      'Shopping',
    ]);
  });

  it('finds comments, on tasks and on projects, with what they are on', async () => {
    const ada = anActor();
    const project = await fixture.projects.add({ name: 'Garden' }, ada);
    const task = await add({ content: 'Water the tomatoes', project_id: project.id }, ada);
    const onTask = await fixture.comments.add(aComment({ task_id: task.id, content: 'The hose leaks' }), ada);
    const onProject = await fixture.comments.add(aComment({ project_id: project.id, content: 'A new hose!' }), ada);
    const found = await find('hose', ada);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'comment',
          id: onTask.id,
          task_id: task.id,
          title: 'Water the tomatoes',
          excerpt: 'The hose leaks',
        }),
        expect.objectContaining({
          kind: 'comment',
          id: onProject.id,
          task_id: null,
          title: 'Garden',
          project_id: project.id,
        }),
      ]),
    );
  });

  it('follows changes, moves, completions and deletions', async () => {
    const ada = anActor();
    const project = await fixture.projects.add({ name: 'Elsewhere' }, ada);
    const { id } = await add({ content: 'Paint the fence' }, ada);
    await known();
    await fixture.tasks.update({ id, content: 'Paint the wall' }, ada);
    expect(await titles('fence', ada)).toEqual([]);
    expect(await titles('wall', ada)).toEqual(['Paint the wall']);
    await fixture.tasks.move({ id, project_id: project.id }, ada);
    expect(await find('wall', ada, { project_id: project.id })).toHaveLength(1);
    expect(await find('wall', ada, { project_id: ada.user_id })).toEqual([]);
    await fixture.tasks.close({ id }, ada);
    expect(await find('wall', ada)).toMatchObject([{ id, checked: true }]);
    await fixture.tasks.delete({ id }, ada);
    expect(await titles('wall', ada)).toEqual([]);
  });

  it('forgets a project that is gone', async () => {
    const ada = anActor();
    const project = await fixture.projects.add({ name: 'Short-lived' }, ada);
    await add({ content: 'Unforgettable', project_id: project.id }, ada);
    expect(await titles('unforgettable', ada)).toHaveLength(1);
    await fixture.projects.delete({ id: project.id }, ada);
    expect(await titles('unforgettable', ada)).toEqual([]);
    await fixture.service.app.get(Indexer, { strict: false }).forgetGone();
    const left = await fixture.service.dataSource.query<unknown[]>(
      "SELECT word FROM search_word WHERE word = 'unforgettable'",
    );
    expect(left).toEqual([]);
  });

  it('shows nobody what is not theirs', async () => {
    const [ada, eve] = [anActor(), anActor()];
    const task = await add({ content: 'A secret plan' }, ada);
    expect(await titles('secret', eve)).toEqual([]);
    await expect(find('secret', eve, { project_id: task.project_id })).rejects.toMatchObject({
      code: 'project.not_found',
    });
  });

  it('answers in pages that neither repeat nor leave out', async () => {
    const ada = anActor();
    for (let number = 0; number < 25; number++) await add({ content: `Page number ${number}` }, ada);
    await known();
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await search.find({ query: 'page num', limit: 10, cursor }, ada);
      seen.push(...page.results.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
  });

  it('says so when there is nothing to look for', async () => {
    await expect(search.find({ query: ' … ' }, anActor())).rejects.toMatchObject({
      code: 'search.no_words',
      details: { field: 'query' },
    });
  });
});

describe('the index', () => {
  let replica: RunningService | undefined;

  afterEach(async () => {
    await replica?.stop();
    replica = undefined;
  });

  it('comes to know what was there before it', async () => {
    const ada = anActor();
    for (let some = 0; some < 450; some += 30) {
      await Promise.all(Array.from({ length: 30 }, (_, one) => add({ content: `Ancient ${some + one}` }, ada)));
    }
    await known();
    await fixture.service.dataSource.query('UPDATE project SET searched_seq = NULL');
    await fixture.service.dataSource.query('DELETE FROM search_word');
    await known();
    const [{ count }] = await fixture.service.dataSource.query<{ count: string }[]>(
      "SELECT COUNT(*) AS count FROM search_word WHERE word = 'ancient'",
    );
    expect(Number(count)).toBe(450);
  }, 60_000);

  it('is the same however many replicas keep it while others write', async () => {
    replica = await startService(taskService);
    const ada = anActor();
    const ids = await Promise.all(
      Array.from({ length: 60 }, async (_, number) => (await add({ content: `Before ${number}` }, ada)).id),
    );
    await Promise.all(ids.map((id, number) => fixture.tasks.update({ id, content: `After ${number}` }, ada)));
    await Promise.all(ids.slice(0, 20).map((id) => fixture.tasks.delete({ id }, ada)));
    await known();
    const words = await fixture.service.dataSource.query<{ word: string; count: string }[]>(
      `SELECT word, COUNT(*) AS count FROM search_word WHERE owner_id = UNHEX(REPLACE(?, '-', ''))
       AND word IN ('before', 'after') GROUP BY word`,
      [ada.user_id],
    );
    expect(words).toEqual([{ word: 'after', count: expect.anything() }]);
    expect(Number(words[0].count)).toBe(40);
  }, 60_000);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { searchContract } from '#contracts/search.contract.js';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { Indexer } from '../src/search/indexer.js';
import { wordsOf } from '../src/search/search-query.js';
import { titleBoost, weightsOf } from '../src/search/weights.js';
import { anActor, type Fixture, startTaskService } from './fixture.js';

/** Words of which some begin others, and some are frequent. */
const vocabulary = ['a', 'to', 'tom', 'tomato', 'tomatoes', 'water', 'watering', 'well', 'x', 'xylophone'];
const count = 1500;

let fixture: Fixture;
let search: Client<typeof searchContract>;
let actor: Actor;
let things: { id: string; weights: Map<string, number> }[];

beforeAll(async () => {
  fixture = await startTaskService();
  search = fixture.service.client(searchContract);
  actor = anActor();
  await fixture.projects.list({}, actor);
  things = await manyTasks();
}, 60_000);
afterAll(() => fixture.stop());

/** Texts that are the same each time, of one to five words. */
async function manyTasks(): Promise<typeof things> {
  let state = 7;
  const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
  const { dataSource, app } = fixture.service;
  const inbox = idToBytes(actor.user_id);
  const made = Array.from({ length: count }, (_, n) => {
    const length = 1 + below(5);
    // the first words are frequent, of the others some are in one text of a thousand
    const words = Array.from({ length }, () =>
      below(40) === 0 ? `rare${n}` : vocabulary[below(1 + below(vocabulary.length))],
    );
    return { id: newId(), content: words.join(' ') };
  });
  const rows = made.map(({ id, content }) => [
    idToBytes(id),
    inbox,
    inbox,
    content,
    '',
    1,
    false,
    1,
    new Date(),
    new Date(),
    1,
  ]);
  await dataSource.query(
    `INSERT INTO task (id, user_id, project_id, content, description, priority, due_fold, position, added_at, updated_at, version)
     VALUES ?`,
    [rows],
  );
  await dataSource.query('UPDATE project SET searched_seq = NULL WHERE id = ?', [inbox]);
  const waiting = (): Promise<unknown[]> =>
    dataSource.query('SELECT id FROM project WHERE id = ? AND has_unsearched = 1', [inbox]);
  while ((await waiting()).length > 0) await app.get(Indexer, { strict: false }).round();
  return made.map(({ id, content }) => ({ id, weights: weightsOf([{ text: content, boost: titleBoost }]) }));
}

/** By a look at everything. */
function expected(query: string): [id: string, score: number][] {
  const found = things.flatMap(({ id, weights }): [string, number][] => {
    const scores = wordsOf(query).map(({ word, isBeginning }) =>
      Math.max(
        ...[...weights].map(([term, weight]) => {
          if (term === word) return 2 * weight;
          return isBeginning && term.startsWith(word) ? weight : -Infinity;
        }),
      ),
    );
    const score = scores.reduce((sum, each) => sum + each, 0);
    return score > 0 ? [[id, score]] : [];
  });
  return found.sort(([one, first], [other, second]) => second - first || (one < other ? 1 : -1));
}

it.each([
  'to',
  'tom',
  'a',
  'x',
  'rare',
  'rare7',
  'tomato a',
  'wat tom',
  'water tomatoes xyl',
  'a to tom wat',
  'well nothing',
])('ranks all that has `%s` as a look at everything does, page by page', async (query) => {
  const found: [string, number][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await search.find({ query, limit: 20, cursor }, actor);
    found.push(...page.results.map(({ id, score }): [string, number] => [id, score]));
    cursor = page.next_cursor;
  } while (cursor && found.length < 200);
  expect(found).toEqual(expected(query).slice(0, found.length));
  expect(found.length).toBeGreaterThanOrEqual(Math.min(200, expected(query).length));
});

it('goes on past what is gone but still in the index', async () => {
  const best = expected('tomatoes');
  const gone = best.slice(0, 60).map(([id]) => idToBytes(id));
  await fixture.service.dataSource.query('DELETE FROM task WHERE id IN (?)', [gone]);
  const { results } = await search.find({ query: 'tomatoes', limit: 20 }, actor);
  expect(results[0]).toMatchObject({ id: bytesToId(idToBytes(best[60][0])) });
});

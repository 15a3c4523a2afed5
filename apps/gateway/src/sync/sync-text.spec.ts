import { describe, expect, it } from '@jest/globals';
import type { Changes } from '#contracts/sync.contract.js';
import { syncText } from './sync-text.js';

const idsOf = (count: number): string => Buffer.alloc(count * 16).toString('base64');
const countOf = (ids: string): number => Buffer.from(ids, 'base64').length / 16;

const changes = (overrides: Partial<Changes>): Changes => ({
  sync_token: 't',
  full_sync: false,
  resources: {},
  rest: {},
  ...overrides,
});

const load = (_: string, ids: string): Promise<string> => Promise.resolve(JSON.stringify([{ count: countOf(ids) }]));

async function read(...parameters: Parameters<typeof syncText>): Promise<unknown> {
  let text = '';
  for await (const piece of syncText(...parameters)) text += piece;
  return JSON.parse(text);
}

describe('the text of a sync answer', () => {
  it('is what was read, behind the head', async () => {
    const resources = { items: [{ id: 'a' }, { id: 'b' }], notes: [] };
    expect(await read({ full_sync: true }, changes({ resources }), load)).toEqual({ full_sync: true, ...resources });
  });

  it('goes on with what is loaded, 500 at a time', async () => {
    const given = changes({
      resources: { items: [{ id: 'a' }], notes: [], labels: [] },
      rest: { items: idsOf(1001), notes: idsOf(1) },
    });
    expect(await read({ full_sync: true }, given, load)).toEqual({
      full_sync: true,
      items: [{ id: 'a' }, { count: 500 }, { count: 500 }, { count: 1 }],
      notes: [{ count: 1 }],
      labels: [],
    });
  });

  it('stands lists that turn out to be empty', async () => {
    const given = changes({ resources: { items: [] }, rest: { items: idsOf(1500) } });
    const lists = ['[]', '[{"id":"a"}]', '[]'];
    const answer = await read({ full_sync: true }, given, () => Promise.resolve(lists.shift()!));
    expect(answer).toEqual({ full_sync: true, items: [{ id: 'a' }] });
  });

  it('breaks off when something cannot be loaded', async () => {
    const given = changes({ resources: { items: [] }, rest: { items: idsOf(2000) } });
    await expect(read({ a: 1 }, given, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });
});

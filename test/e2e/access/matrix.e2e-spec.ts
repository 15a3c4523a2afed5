import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { calls } from './calls.js';
import { areNobody, expected, type Outcome, routes } from './expected.js';
import { isAsWanted, type Knock, knock } from './knock.js';
import { printed } from './printed.js';
import { type Caller, type CallerName, callers, everybody, invitable, join } from './roles.js';
import { canary, type Place, Things } from './things.js';

/** Requests on their way at the same time. */
const atOnce = 8;

// some thousands of requests
jest.setTimeout(180_000);

const isRefusal = (outcome: Outcome): boolean => [401, 403, 404].includes(Number(outcome));

let all: Record<CallerName, Caller>;
let place: Place;
let kept: Record<CallerName, Things>;
const knocks: Knock[] = [];

beforeAll(async () => {
  all = await everybody();
  const { owner, stranger } = all;
  const guest = await invitable('viewer');
  const { body } = await owner.http.post<{ id: string }>('/api/v1/projects', { name: canary });
  place = { owner, stranger, guest, project: body.id };
  const members = [all.viewer, all.commenter, all.editor, all.manager, guest];
  for (const member of members) await join(`projects/${place.project}`, owner.http, member);
  const keptBy = (name: CallerName): Things => new Things(place, all[name], { isLetIn: false, isApart: false });
  const things = Object.fromEntries(callers.map((name) => [name, keptBy(name)])) as Record<CallerName, Things>;
  // they are refused before it is looked at what they name
  for (const name of [...areNobody, 'read-only token'] as const) things[name] = things.owner;
  kept = things;
});

afterAll(() => {
  process.stdout.write(printed(knocks));
});

/** Knocks wherever the outcome is one of these. */
async function knockWhere(isMeant: (outcome: Outcome) => boolean): Promise<Knock[]> {
  const cells = [...routes.keys()].flatMap((route) =>
    callers.map((name) => ({ route, name, outcome: expected(route, name) })).filter(({ outcome }) => isMeant(outcome)),
  );
  const done: Knock[] = [];
  const work = async (): Promise<void> => {
    for (let cell = cells.shift(); cell; cell = cells.shift()) {
      const { route, name, outcome } = cell;
      done.push(await knock(route, calls[route] ?? [], all[name], outcome, kept[name]));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  knocks.push(...done);
  return done;
}

const told = ({ route, caller, statuses, wanted, text }: Knock): string =>
  `${route} by ${caller.name}: ${statuses.join()}, not ${wanted.join()}: ${text.slice(0, 300)}`;

/** All that the owner has, as those who sync are told of it. */
async function everything(): Promise<unknown> {
  const asked = { sync_token: '*', resource_types: ['all'] };
  const { body } = await all.owner.http.post<object>('/api/v1/sync', asked);
  return [{ ...body, sync_token: undefined }, (await all.owner.http.get('/api/v1/trash')).body];
}

describe('every route', () => {
  it('is knocked at', () => {
    expect(Object.keys(calls).sort()).toEqual([...routes.keys()].sort());
  });

  it('refuses whom it does not serve, as is said beside it, and changes nothing', async () => {
    await Promise.all(callers.map(prepare));
    const before = await everything();
    const refused = await knockWhere(isRefusal);
    expect(refused.filter((each) => !isAsWanted(each)).map(told)).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('serves those whom it says', async () => {
    const served = await knockWhere((outcome) => !isRefusal(outcome));
    expect(served.filter((each) => !isAsWanted(each)).map(told)).toEqual([]);
  });

  it('tells nothing of what is shared to whom it is not shared with', () => {
    const others = knocks.filter(({ caller: { name } }) => [...areNobody, 'stranger', 'admin'].includes(name));
    expect(others.filter(({ text }) => text.includes(canary)).map(told)).toEqual([]);
  });
});

/** Makes what refused requests name, before it is looked at that they change nothing. */
async function prepare(name: CallerName): Promise<void> {
  for (const route of routes.keys()) if (isRefusal(expected(route, name))) await kept[name].fill(calls[route]);
}

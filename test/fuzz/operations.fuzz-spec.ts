import { beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { randomInt } from 'node:crypto';
import { theAdministrator } from '#testing/administrator.js';
import { type Account, anAccount } from './accounts.js';
import { complaintAbout } from './answers.js';
import { type Operation, operations } from './description.js';
import { requestsOf, withIds } from './requests.js';
import { SeenIds } from './seen-ids.js';
import { send } from './send.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 10);
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
/** Requests on their way at the same time. */
const atOnce = 4;
/** After so many findings a run has said enough. */
const mostTold = 40;

jest.setTimeout((seconds + 60) * 1000);

let accounts: Record<'first' | 'second', Account>;
let administrator: string;
const seen = new SeenIds();

beforeAll(async () => {
  const [first, second] = await Promise.all([anAccount(), anAccount()]);
  accounts = { first, second };
  administrator = (await theAdministrator()).token;
  for (const [kind, id] of [...first.ids, ...second.ids]) seen.add(kind, id);
});

const generators = operations.map((operation) => ({
  operation,
  valid: requestsOf(operation, true),
  invalid: requestsOf(operation, false),
}));

/** What is found wrong, told once for each operation. */
const found = new Map<string, string>();
const counts: Record<string, number> = {};

async function tryOut(round: number, index: number): Promise<void> {
  const isValid = round % 2 === 0;
  const { operation, valid, invalid } = generators[index];
  const at = { seed: seed + round * generators.length + index, numRuns: 1 };
  const [drawn] = fc.sample(isValid ? valid : invalid, at);
  const request = withIds(drawn, (mark) => seen.choose(mark));
  const account = request.who === 'nobody' ? undefined : accounts[request.who];
  const answer = await send(operation, request, tokenFor(operation, account));
  counts[answer.status] = (counts[answer.status] ?? 0) + 1;
  seen.note(operation, answer.text);
  if (operation.path.includes('/sessions') && operation.method === 'DELETE') await account?.renew();
  const complaint =
    complaintAbout(operation, answer) ?? (looksAfter(operation) ? undefined : leak(request.who, answer.text));
  if (complaint === undefined) return;
  const where = `${operation.method} ${operation.path} ${complaint.slice(0, 60)}`;
  if (found.size < mostTold && !found.has(where))
    found.set(where, `${answer.sent}\n  → ${answer.status} ${complaint}\n    ${answer.text.slice(0, 400)}`);
}

/** What administrators look at, and are told of everybody; they change nothing here, for others use the same system. */
const looksAfter = ({ method, 'x-access': access }: Operation): boolean => method === 'GET' && access === 'admin';

function tokenFor(operation: Operation, account: Account | undefined): string | undefined {
  if (account && looksAfter(operation)) return administrator;
  return operation['x-scope'] === 'account' ? account?.session : account?.token;
}

/** What belongs to another account, and was told. */
function leak(who: 'first' | 'second' | 'nobody', text: string): string | undefined {
  const others = Object.entries(accounts).filter(([name]) => name !== who);
  const told = others.find(([, { canary, email }]) => text.includes(canary) || text.includes(email));
  return told && `tells what is of the ${told[0]} account`;
}

it('would tell of an answer that is not as described', () => {
  const operation = operations.find(({ operationId }) => operationId === 'label.get')!;
  const json = 'application/json';
  const complaints = [
    { status: 500, type: 'application/problem+json', text: '{}' },
    { status: 200, type: json, text: '{"id":"1"}' },
    { status: 200, type: json, text: 'x' },
    { status: 201, type: json, text: '{}' },
    { status: 200, type: 'text/html', text: '' },
    { status: 404, type: json, text: '{}' },
    { status: 404, type: 'application/problem+json', text: '{"status":404}' },
  ].map((answer) => complaintAbout(operation, answer));
  expect(complaints).not.toContain(undefined);
  expect(leak('second', `of ${accounts.first.canary}`)).toBe('tells what is of the first account');
});

it(`answers whatever is sent as it is described, and nobody else’s data (FUZZ_SEED=${seed})`, async () => {
  const until = Date.now() + seconds * 1000;
  let next = 0;
  const total = generators.length;
  const work = async (): Promise<void> => {
    // each operation once as described and once not, however long that takes
    while (Date.now() < until || next < total * 2) {
      const turn = next++;
      await tryOut(Math.floor(turn / total), turn % total);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  process.stdout.write(`fuzz: ${next} requests, FUZZ_SEED=${seed}, by status ${JSON.stringify(counts)}\n`);
  expect([...found.values()].join('\n')).toBe('');
});

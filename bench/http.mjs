import { randomUUID } from 'node:crypto';
import { takeTurns, warmUp } from './rounds.mjs';
import { startWorker } from './worker.mjs';

const writers = 64;
const readers = 8;
/** Of each reader: more than one page. */
const tasksToRead = 60;

/**
 * Requests to systems that were started before. Writers and readers are different accounts: lists do not grow while they
 * are measured, and writers do not queue for one Inbox.
 *
 * @param {Record<string, Awaited<ReturnType<import('./systems.mjs').startSystem>>>} systems
 * @param {{ rounds: number, seconds: number, say: (line: string) => void }} options
 */
export async function measureHttp(systems, { rounds, seconds, say }) {
  const accounts = {};
  for (const [name, { url }] of Object.entries(systems)) accounts[name] = await makeAccounts(url);
  const client = await startWorker(new URL('load/http-client.mjs', import.meta.url));
  const added = Object.fromEntries(Object.keys(systems).map((name) => [name, 0]));
  const send = (request, tokensOf, inFlight) => async (name) => {
    const { url, events } = systems[name];
    const result = await client.ask({ url, request, tokens: accounts[name][tokensOf], inFlight, seconds });
    if (request === 'add') added[name] += result.count;
    await events.quiet();
    return result;
  };
  const measure = (...load) => takeTurns(Object.keys(systems), rounds, send(...load));
  try {
    say('adding a task, to warm up');
    await warmUp(Object.keys(systems), send('add', 'writers', 64));
    say('adding a task, one at a time');
    const oneWrite = await measure('add', 'writers', 1);
    say('adding a task, 64 in flight');
    const manyWrites = await measure('add', 'writers', 64);
    say('listing 50 tasks, 64 in flight');
    return { oneWrite, manyWrites, manyReads: await measure('list', 'readers', 64), added };
  } finally {
    await client.stop();
  }
}

async function makeAccounts(url) {
  const accounts = { writers: await registerMany(url, writers), readers: await registerMany(url, readers) };
  for (const token of accounts.readers) {
    for (let number = 1; number <= tasksToRead; number++) {
      const content = `Water bed ${number}`;
      const labels = number % 3 ? [] : ['garden', 'weekly'];
      await post(url, '/api/v1/tasks', { content, description: 'With rain water', labels, priority: 4 }, token);
    }
  }
  return accounts;
}

/** A few at a time: hashing passwords is slow on purpose. */
async function registerMany(url, count) {
  const tokens = [];
  while (tokens.length < count) tokens.push(...(await Promise.all([1, 2, 3, 4].map(() => register(url)))));
  return tokens;
}

async function register(url) {
  const email = `${randomUUID()}@example.org`;
  const { access_token } = await post(url, '/api/v1/auth/register', {
    email,
    password: 'correct horse battery',
    full_name: 'Sam Doe',
  });
  return access_token;
}

async function post(url, path, body, token) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

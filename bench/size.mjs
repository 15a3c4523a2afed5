import '../scripts/prepare/node-version.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { removeServers, startProcesses, startServers, withoutLimits } from '../libs/testing/stack.mjs';
import { ensureBuilt } from '../scripts/prepare/build.mjs';
import { live } from '../scripts/process/lifetime.mjs';
import { ratios, spread, takeTurns } from './rounds.mjs';
import { clientOf, operations } from './size/operations.mjs';
import { seed, words } from './size/seed.mjs';

const say = (line) => process.stderr.write(`bench: ${line}\n`);
const { values: options } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' } },
});

/** Projects of 200 tasks each: 1,000 tasks; and 100,000 among 1,000,000. */
const sizes = options.quick
  ? { small: { projects: 5, others: 0 }, large: { projects: 50, others: 450 } }
  : { small: { projects: 5, others: 0 }, large: { projects: 500, others: 4500 } };
const effort = options.quick ? { rounds: 3, times: 10 } : { rounds: 7, times: 30 };
/** Milliseconds that the search index may take to read everything. */
const longestIndexing = 600_000;
const goal = 1.3;
const mostGatewayMegabytes = 250;

/** All of them, or those that have one of some words in their names. */
const isWanted = ({ name }) => (options.only ?? '').split(',').some((word) => name.includes(word));

const dir = mkdtempSync(join(tmpdir(), 'errand-size-'));
const stacks = {};

async function bench(signal) {
  await ensureBuilt({ say, signal });
  for (const name of Object.keys(sizes)) {
    say(`starting and filling the ${name} one`);
    stacks[name] = await start(name);
  }
  const compared = [];
  for (const operation of operations.filter(isWanted)) {
    say(operation.name);
    const rounds = await takeTurns(Object.keys(stacks), effort.rounds, (name) => measure(operation, stacks[name]));
    compared.push({
      operation: operation.name,
      small: spread(rounds.small),
      large: spread(rounds.large),
      ratio: spread(ratios(rounds.large, rounds.small)),
    });
  }
  say('full sync');
  const fullSync = await measureFullSync(stacks.large);
  process.stdout.write(`\n${table(compared, fullSync)}\n`);
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ at: new Date(), sizes, effort, compared, fullSync }, null, 2));
  return 0;
}

async function start(name) {
  const servers = await startServers(join(dir, name));
  const processes = await startProcesses({ ...servers.env, ...withoutLimits });
  const url = processes.gatewayUrl;
  const { access_token, user } = await register(url);
  await seed(servers.env.TASK_DATABASE_URL, { owner: user.id, ...sizes[name] });
  const client = clientOf(url, access_token, { projects: await projectsOf(url, access_token), words });
  await untilFound(servers.env.TASK_DATABASE_URL);
  await client.sync();
  return { servers, processes, client, counter: 0, url, token: access_token };
}

async function register(url) {
  const body = { email: `${randomUUID()}@example.org`, password: 'correct horse battery', full_name: 'Sam Doe' };
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function projectsOf(url, token) {
  const ids = [];
  let cursor = '';
  do {
    const response = await fetch(`${url}/api/v1/projects?limit=200${cursor && `&cursor=${cursor}`}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = await response.json();
    ids.push(...page.results.filter(({ inbox_project }) => !inbox_project).map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  return ids;
}

/** Waits until the index knows everything, as it does when the data came bit by bit. */
async function untilFound(databaseUrl) {
  const connection = await createConnection(databaseUrl);
  const waiting = async () =>
    (await connection.query('SELECT COUNT(*) AS n FROM project WHERE has_unsearched = 1'))[0][0].n;
  for (const until = Date.now() + longestIndexing; Number(await waiting()) > 0; await sleep(500)) {
    if (Date.now() > until) throw new Error('The search index does not know everything yet, after ten minutes');
  }
  await connection.end();
}

/** The median of some requests in a row, in milliseconds. */
async function measure({ prepare, run }, stack) {
  const times = [];
  for (let count = 0; count < effort.times; count++) {
    const n = stack.counter++;
    const prepared = await prepare?.(stack.client, n);
    const begun = performance.now();
    await run(stack.client, n, prepared);
    times.push(performance.now() - begun);
  }
  return spread(times).median;
}

async function measureFullSync({ url, token, processes }) {
  const pid = Number(readFileSync(join(processes.dir, 'run', 'gateway.pid'), 'utf8').split(' ')[0]);
  const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  const begun = performance.now();
  const response = await fetch(`${url}/api/v1/sync`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sync_token: '*', resource_types: ['all'] }),
  });
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return { seconds: (performance.now() - begun) / 1000, megabytes: bytes / 1e6, gatewayPeakMegabytes: peak() };
}

function table(compared, fullSync) {
  const total = (sizes.large.projects + sizes.large.others) * 200;
  const head = `p50, ms: 1,000 tasks → ${(sizes.large.projects * 200).toLocaleString('en')} of ${total.toLocaleString('en')}`;
  const rows = compared.map(({ operation, small, large, ratio }) =>
    [
      operation.padEnd(26),
      `${small.median.toFixed(2)} → ${large.median.toFixed(2)}`.padEnd(18),
      `${ratio.median.toFixed(2)} × (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`.padEnd(22),
      `≤ ${goal} ×  ${ratio.median <= goal ? 'yes' : 'no'}`,
    ].join(''),
  );
  const { seconds, megabytes, gatewayPeakMegabytes: peak } = fullSync;
  const sync = `full sync: ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s; the gateway used ${peak.toFixed(0)} MB at most, goal ≤ ${mostGatewayMegabytes} MB  ${peak <= mostGatewayMegabytes ? 'yes' : 'no'}`;
  return [head, ...rows, sync].join('\n');
}

async function cleanUp() {
  for (const { processes } of Object.values(stacks)) await processes.stop();
  for (const name of Object.keys(sizes)) await removeServers(join(dir, name)).catch(() => undefined);
  rmSync(dir, { recursive: true, force: true });
}

await live(bench, { say, cleanUp, stoppedCode: 130 });

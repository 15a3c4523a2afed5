import '../scripts/prepare/node-version.mjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { removeServers, startProcesses, startServers, withoutLimits } from '../libs/testing/stack.mjs';
import { ensureBuilt } from '../scripts/prepare/build.mjs';
import { live } from '../scripts/process/lifetime.mjs';
import { cpuOf, pidsIn } from './cost/cpu.mjs';
import { databaseWork } from './cost/database-work.mjs';
import { makePeople, requests } from './cost/requests.mjs';
import { costTable, medianCost } from './cost/table.mjs';

const say = (line) => process.stderr.write(`bench: ${line}\n`);
const { values: options } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean' } } });
const effort = options.quick ? { rounds: 3, times: 300 } : { rounds: 5, times: 2000 };
const inFlight = 16;
/** Milliseconds in which what each process costs while nobody asks is measured. */
const resting = 10_000;

const dir = mkdtempSync(join(tmpdir(), 'errand-cost-'));
let processes;

async function bench(signal) {
  await ensureBuilt({ say, signal });
  const servers = await startServers(dir);
  processes = await startProcesses({ ...servers.env, ...withoutLimits });
  const pids = {
    ...pidsIn(processes.dir, ['gateway', 'task', 'user', 'storage', 'frontend']),
    ...pidsIn(join(dir, 'broker'), ['broker']),
    ...pidsIn(join(dir, 'database'), ['database']),
  };
  const people = await makePeople(processes.gatewayUrl, inFlight);
  const measured = await measureAll({ pids, people, url: processes.gatewayUrl, databaseUrl: servers.database.url });
  process.stdout.write(`\n${costTable(measured)}\n`);
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ at: new Date(), effort, inFlight, ...measured }, null, 2));
  return 0;
}

async function measureAll({ pids, people, url, databaseUrl }) {
  say('at rest');
  await sleep(2000);
  const before = cpuOf(pids);
  await sleep(resting);
  const idle = difference(cpuOf(pids), before, resting / 1e3);
  const costs = {};
  for (const [name, request] of Object.entries(requests)) {
    say(name);
    await many(request, people, url, effort.times);
    const rounds = [];
    for (let round = 0; round < effort.rounds; round++) {
      rounds.push(await measureOnce({ request, pids, people, url, databaseUrl, idle }));
    }
    costs[name] = medianCost(rounds);
  }
  return { idle, costs };
}

/** Microseconds of CPU that one request costs each process beyond what it costs at rest, and what the database does for it. */
async function measureOnce({ request, pids, people, url, databaseUrl, idle }) {
  const [work, cpu, since] = [await databaseWork(databaseUrl), cpuOf(pids), performance.now()];
  await many(request, people, url, effort.times);
  // what follows belongs to it: events, their consumers, what is written late
  await sleep(1000);
  const seconds = (performance.now() - since) / 1e3;
  const spent = difference(cpuOf(pids), cpu, effort.times);
  for (const name of Object.keys(spent)) spent[name] -= (idle[name] * seconds) / effort.times;
  const done = difference(await databaseWork(databaseUrl), work, effort.times);
  return { ...spent, ...done };
}

async function many(request, people, url, times) {
  let left = times;
  const one = async (person) => {
    while (left-- > 0) await request(url, person);
  };
  await Promise.all(people.map(one));
}

const difference = (after, before, by) =>
  Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] - before[name]) / by]));

async function cleanUp() {
  await processes?.stop();
  await removeServers(dir);
  rmSync(dir, { recursive: true, force: true });
}

await live(bench, { say, cleanUp, stoppedCode: 130 });

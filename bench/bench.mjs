import '../scripts/prepare/node-version.mjs';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { again, removeServers } from '../libs/testing/stack.mjs';
import { ensureBuilt } from '../scripts/prepare/build.mjs';
import { run } from '../scripts/process/job.mjs';
import { live } from '../scripts/process/lifetime.mjs';
import { Problem } from '../scripts/problem.mjs';
import { root } from '../scripts/root.mjs';
import { measureHttp } from './http.mjs';
import { residentMemory } from './memory.mjs';
import { compare, table } from './report.mjs';
import { measureRpc } from './rpc.mjs';
import { startSystem } from './systems.mjs';

const say = (line) => process.stderr.write(`bench: ${line}\n`);

const { values: options } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean' } } });
const effort = options.quick ? { rounds: 3, seconds: 1 } : { rounds: 7, seconds: 3 };
const dir = mkdtempSync(join(tmpdir(), 'errand-bench-'));
/** @type {Record<string, Awaited<ReturnType<typeof startSystem>>>} */
const systems = {};

async function bench(signal) {
  await build(signal);
  const rpc = await measureCalls();
  for (const name of ['errand', 'monolith', 'one process']) {
    say(`starting ${name}`);
    systems[name] = await startSystem(name, dir);
  }
  await sleep(3000);
  const idle = residentMemory(systems.errand.processes);
  const { added, ...http } = await measureHttp(systems, { ...effort, say });
  const after = residentMemory(systems.errand.processes);
  const memory = Object.fromEntries(Object.keys(idle).map((name) => [name, { idle: idle[name], after: after[name] }]));
  const measured = { ...rpc, ...http };
  const compared = compare(measured);
  const machine = { cpu: cpus()[0].model, cores: cpus().length, memory: totalmem(), node: process.version };
  process.stdout.write(`\n${table(compared, memory)}\n\n${notes(machine, measured, added)}\n`);
  if (options.json) {
    writeFileSync(
      options.json,
      JSON.stringify({ at: new Date(), machine, effort, compared, memory, measured }, null, 2),
    );
  }
  return 0;
}

/** On a broker of their own, before there is anything else: one call at a time feels whatever else has something to do. */
async function measureCalls() {
  const folder = join(dir, 'calls');
  const broker = await again(folder).broker();
  const measured = await measureRpc({ brokerUrl: broker.url, ...effort, say });
  await removeServers(folder);
  return measured;
}

async function build(signal) {
  await ensureBuilt({ say, signal });
  const { code, output } = await run('npx', ['tsc', '-p', 'bench/tsconfig.json'], { cwd: root });
  if (code !== 0) throw new Problem(`The baselines could not be built:\n${output}`);
}

function notes(machine, measured, added) {
  const lines = [
    `${machine.cores} × ${machine.cpu}, Node ${machine.node}; medians of ${effort.rounds} rounds of ${effort.seconds} s, ` +
      'taken in turns; a ratio is the median of the ratios of the rounds.',
  ];
  for (const [name, { events }] of Object.entries(systems)) {
    if (events.count < added[name]) {
      lines.push(`${name} added ${added[name]} tasks and published ${events.count} events of them: not the same work.`);
    }
  }
  const failures = Object.values(measured).flatMap((results) => Object.entries(results));
  for (const [name, results] of failures) {
    const count = results.reduce((sum, result) => sum + result.failures, 0);
    if (count > 0) lines.push(`${count} calls to ${name} failed.`);
  }
  return lines.join('\n');
}

async function cleanUp() {
  for (const { events, stop } of Object.values(systems)) {
    await events.stop().catch(() => undefined);
    await stop();
  }
  for (const folder of readdirSync(dir)) await removeServers(join(dir, folder));
  rmSync(dir, { recursive: true, force: true });
}

/** A measurement that breaks off is explained by what the processes said last. */
async function benchOrExplain(signal) {
  try {
    return await bench(signal);
  } catch (error) {
    for (const line of systems.errand?.log?.slice(-20) ?? []) say(line);
    throw error;
  }
}

await live(benchOrExplain, { say, cleanUp, stoppedCode: 130 });

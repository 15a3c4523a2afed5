import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './identity.mjs';
import { eachLine } from './output.mjs';

let folder;
let started = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errand-leash-'));
});

afterEach(() => {
  for (const pid of started.filter((each) => identityOf(each) !== undefined)) process.kill(pid);
  rmSync(folder, { recursive: true });
});

const file = (name) => JSON.stringify(new URL(name, import.meta.url).href);

it('a leash ends a job and what the job started, when their owner is killed', async () => {
  const job = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    console.log(process.pid + ' ' + child.pid);`;
  const owner = `
    import { run } from ${file('job.mjs')};
    import { leash } from ${file('record.mjs')};
    leash(${JSON.stringify(folder)});
    const options = { recordIn: ${JSON.stringify(folder)}, onLine: console.log };
    await run(process.execPath, ['-e', ${JSON.stringify(job)}], options);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', owner], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve) => eachLine(child.stdout, resolve));
  started = line.split(' ').map(Number);
  expect(started.map(identityOf)).not.toContain(undefined);
  child.kill('SIGKILL');
  while (started.some((pid) => identityOf(pid) !== undefined)) await sleep(20);
});

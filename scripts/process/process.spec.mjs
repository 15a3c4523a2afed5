import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { identityOf, isAlive } from './identity.mjs';
import { keepRunning } from './keep-running.mjs';
import { lockOwner, tryLock, withLock } from './lock.mjs';
import { eachLine } from './output.mjs';
import { freePort, isFree, rememberedPort } from './ports.mjs';
import { describeExit, spawnRecorded, stopOne, stopRecorded } from './record.mjs';

const SLEEPER = ['-e', 'setInterval(() => undefined, 1000)'];
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errand-process-'));
});

afterEach(async () => {
  await stopRecorded(folder);
  rmSync(folder, { recursive: true });
});

const start = (name) => spawnRecorded(folder, name, process.execPath, SLEEPER, { stdio: 'ignore' });

describe('identity', () => {
  it('is that of a living process until it ends', async () => {
    const child = spawn(process.execPath, SLEEPER);
    const record = { pid: child.pid, identity: identityOf(child.pid) };
    expect(isAlive(record)).toBe(true);
    child.kill('SIGKILL');
    await describeExit(child);
    expect(isAlive(record)).toBe(false);
  });

  it('is not that of another process with the same number', () => {
    expect(isAlive({ pid: process.pid, identity: `${identityOf(process.pid)}0` })).toBe(false);
  });
});

describe('recorded processes', () => {
  it('are stopped by whoever comes next, the broker after the services and before the database', async () => {
    for (const name of ['database', 'task', 'broker']) start(name);
    expect(await stopRecorded(folder)).toEqual(['task', 'broker', 'database']);
    expect(await stopRecorded(folder)).toEqual([]);
  });

  it('are ended at once when nobody wants what they store, but for services', async () => {
    const ends = ['task', 'database'].map((name) => describeExit(start(name)));
    expect(await stopRecorded(folder, { discard: true })).toEqual(['task', 'database']);
    expect(await Promise.all(ends)).toEqual(['was ended by SIGTERM', 'was ended by SIGKILL']);
  });

  it('are not confused with a process that has their number now', async () => {
    const child = start('task');
    const file = join(folder, 'run', 'task.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n', '0\n'));
    expect(await stopOne(folder, 'task')).toBe(false);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await describeExit(child);
  });

  it('leave no record behind when they end by themselves', async () => {
    const child = start('task');
    child.kill('SIGKILL');
    expect(await describeExit(child)).toBe('was ended by SIGKILL');
    expect(existsSync(join(folder, 'run', 'task.pid'))).toBe(false);
  });

  it('do not start any more after the order to stop', () => {
    expect(() => spawnRecorded(folder, 'task', process.execPath, SLEEPER, { signal: AbortSignal.abort() })).toThrow();
  });
});

describe('locks', () => {
  it('are held by one, and free again after it', () => {
    const file = join(folder, 'lock');
    const lock = tryLock(file);
    expect(tryLock(file)).toEqual({ owner: process.pid });
    lock.release();
    expect(lockOwner(file)).toBeUndefined();
  });

  it('are taken over from an owner that is gone', () => {
    const file = join(folder, 'lock');
    writeFileSync(file, `${process.pid} another-start\n`);
    expect(tryLock(file)).toHaveProperty('release');
  });

  it('let one wait for the other', async () => {
    const file = join(folder, 'lock');
    const order = [];
    const work = (name) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(file, work('a')), withLock(file, work('b'))]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});

describe('ports', () => {
  it('are not free while somebody listens', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });

  it('belong to who was given them before anybody listens there', async () => {
    const claim = join(tmpdir(), `errand-ports-${userInfo().uid}`, String(await freePort()));
    expect(tryLock(claim)).toEqual({ owner: process.pid });
  });

  it('are the same as the last time in a folder', async () => {
    expect(await rememberedPort(folder, 'broker')).toBe(await rememberedPort(folder, 'broker'));
  });
});

it('starts again what ended by itself, and nothing more after the order to stop', async () => {
  const stopping = new AbortController();
  const ends = [];
  const notices = [];
  const begin = async () => ({ exited: new Promise((resolve) => ends.push(resolve)) });
  await keepRunning('task', begin, { notice: (line) => notices.push(line), signal: stopping.signal });
  ends[0]('exited with code 3');
  while (ends.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(notices).toEqual(['task exited with code 3; it is started again in 0.5 s']);
  stopping.abort();
  ends[1]('was ended by SIGTERM');
  await setImmediate();
  expect(ends).toHaveLength(2);
  expect(notices).toHaveLength(1);
});

it('reads lines across chunks and characters, and the last one without an end', async () => {
  const stream = new PassThrough();
  const lines = [];
  eachLine(stream, (line) => lines.push(line));
  const bytes = Buffer.from('häuser\nzwei\r\ndrei');
  for (const [index] of bytes.entries()) stream.write(bytes.subarray(index, index + 1));
  stream.end();
  await new Promise((resolve) => stream.once('close', resolve));
  expect(lines).toEqual(['häuser', 'zwei', 'drei']);
});

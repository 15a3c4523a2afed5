import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alone, startAlone } from '#testing/plans/alone.js';
import { type Calls, expectAllCommands, expectFewReads, expectRecorded, Observer } from '#testing/plans/observed.js';
import type { Seen } from '#testing/plans/statement-watch.js';
import { storageService } from '../../src/storage.service.js';
import { callsOf, handlers } from './calls.js';
import { seedOtherFiles } from './other-files.js';

const folder = mkdtempSync(join(tmpdir(), 'errand-plans-'));
let service: Alone<typeof handlers>;
let calls: Calls;
let seen: Seen[] | undefined;

beforeAll(async () => {
  const key = 'a key for tests, of 32 characters or more';
  service = await startAlone(storageService, handlers, { STORAGE_DIR: folder, STORAGE_SIGNING_KEY: key });
  await seedOtherFiles(service.dataSource);
  calls = callsOf(service);
  const observer = await Observer.of(service.dataSource);
  seen = await observer?.seenOf(calls);
}, 120_000);
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

it('knows every command of the service', () => expectAllCommands('storage', calls));

const reasonsToReadMore = { 'AS each_once': 'counts the files that it answers about' };

it('reads no more than three rows for each that it answers, but for what is named', () => {
  if (seen) expectFewReads(seen, reasonsToReadMore);
});

it('runs every statement in the way that is recorded', () => {
  if (seen) expectRecorded(new URL('plans.txt', import.meta.url), seen);
});

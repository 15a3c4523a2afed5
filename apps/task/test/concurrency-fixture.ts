import { afterAll, beforeAll } from '@jest/globals';
import { type RunningService, startService } from '#testing/service.js';
import { taskService } from '../src/task.service.js';
import { type Fixture, startTaskService } from './fixture.js';
import { doAny, type Random, randomOf } from './random.js';
import { expectUpToDate, type Replica } from './replica.js';

/** Milliseconds in which things happen at the same time. */
const duration = Number(process.env.ERRAND_SYNC_SECONDS ?? 5) * 1000;
/** That a test of it may take. */
export const patience = duration + 60_000;
/** Changes of each writer, at the least. */
const fewest = 10;

/** Runs two replicas of the task service around the tests of a file, and answers what reaches either of them. */
export function twoReplicas(): () => Fixture {
  let fixture: Fixture;
  let second: RunningService;
  beforeAll(async () => {
    fixture = await startTaskService();
    second = await startService(taskService);
  });
  afterAll(async () => {
    await second.stop();
    await fixture.stop();
  });
  return () => fixture;
}

/** Remembers the id of something that was made. */
export const kept = (ids: string[], made: { id: string }): void => void ids.push(made.id);

/**
 * Lets many change things at the same time, each with chance of its own, while others follow by what changed alone: in the end
 * these have all that there is.
 */
export async function changeAndFollow(
  writers: number,
  waysOf: (random: Random) => (() => Promise<unknown>)[],
  replicas: Replica[],
): Promise<void> {
  const until = Date.now() + duration;
  let [changes, pulls] = [0, 0];
  // on a busy machine it takes longer until enough has happened
  const goesOn = (): boolean => Date.now() < until || changes < fewest * writers || pulls <= replicas.length;
  const writing = Array.from({ length: writers }, async (_, seed) => {
    for (const random = randomOf(seed); goesOn(); changes++) await doAny(waysOf(random), random);
  });
  const reading = replicas.map(async (replica) => {
    for (; goesOn(); pulls++) await replica.pull();
  });
  await Promise.all([...writing, ...reading]);
  await expectUpToDate(...replicas);
}

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { type RunningService, startService } from '#testing/service.js';
import { taskService } from '../src/task.service.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';
import { Replica } from './replica.js';

const writers = 8;
const readers = 3;
const duration = Number(process.env.ERRAND_SYNC_SECONDS ?? 5) * 1000;

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

/** Numbers that are the same for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What writers know of each other's things: whatever was made, though it may be gone. */
interface Known {
  projects: string[];
  sections: string[];
  tasks: string[];
  comments: string[];
  labels: string[];
}

/** One change of any kind to anything; what others have deleted meanwhile is refused, and that is that. */
async function write(known: Known, actor: Actor, random: (below: number) => number): Promise<void> {
  const { projects, sections, tasks, comments, labels } = fixture;
  const any = (ids: string[]): string => ids[random(ids.length)] ?? actor.user_id;
  const project_id = random(3) === 0 ? actor.user_id : any(known.projects);
  const kept = (ids: string[], made: { id: string }): void => void ids.push(made.id);
  const label = `label ${random(4)}`;
  const changes: (() => Promise<unknown>)[] = [
    async () => kept(known.tasks, await tasks.add(aTask({ project_id, labels: [label] }), actor)),
    async () => kept(known.tasks, await tasks.add(aTask({ project_id, order: 1 + random(3) }), actor)),
    async () => kept(known.tasks, await tasks.add(aTask({ parent_id: any(known.tasks) }), actor)),
    async () => kept(known.tasks, await tasks.add(aTask({ section_id: any(known.sections) }), actor)),
    () => tasks.update({ id: any(known.tasks), content: `Task ${random(1000)}` }, actor),
    () => tasks.move({ id: any(known.tasks), project_id }, actor),
    () => tasks.move({ id: any(known.tasks), parent_id: any(known.tasks) }, actor),
    () => tasks.close({ id: any(known.tasks) }, actor),
    () => tasks.reopen({ id: any(known.tasks) }, actor),
    () => tasks.delete({ id: any(known.tasks) }, actor),
    async () => kept(known.comments, await comments.add(aComment({ task_id: any(known.tasks) }), actor)),
    async () => kept(known.comments, await comments.add(aComment({ project_id }), actor)),
    () => comments.update({ id: any(known.comments), content: `Comment ${random(1000)}` }, actor),
    () => comments.delete({ id: any(known.comments) }, actor),
    async () => kept(known.sections, await sections.add({ name: 'Section', project_id, order: 1 }, actor)),
    () => sections.delete({ id: any(known.sections) }, actor),
    async () => kept(known.labels, await labels.add({ name: label }, actor)),
    () => labels.delete({ id: any(known.labels) }, actor),
    async () => kept(known.projects, await projects.add({ name: 'Project' }, actor)),
    () => projects.update({ id: any(known.projects), name: `Project ${random(1000)}` }, actor),
    () => (random(3) === 0 ? projects.delete({ id: any(known.projects) }, actor) : Promise.resolve()),
  ];
  await changes[random(changes.length)]().catch((error: unknown) => {
    if (!(error instanceof Failure) || error.kind === 'unavailable') throw error;
  });
}

it(
  'misses nothing while many write at the same time, through two replicas',
  async () => {
    const actor = anActor();
    const known: Known = { projects: [], sections: [], tasks: [], comments: [], labels: [] };
    const until = Date.now() + duration;
    let pulls = 0;
    const writing = Array.from({ length: writers }, async (_, seed) => {
      const random = randomOf(seed);
      while (Date.now() < until) await write(known, actor, random);
    });
    const replicas = Array.from({ length: readers }, () => new Replica(fixture.syncs, actor));
    const reading = replicas.map(async (replica) => {
      while (Date.now() < until) {
        await replica.pull();
        pulls++;
      }
    });
    await Promise.all([...writing, ...reading]);
    const fresh = new Replica(fixture.syncs, actor);
    await fresh.pull();
    for (const replica of replicas) {
      expect(await replica.pull()).toMatchObject({ full_sync: false });
      expect(replica.content).toEqual(fresh.content);
    }
    expect(known.tasks.length).toBeGreaterThan(writers);
    expect(pulls).toBeGreaterThan(readers);
  },
  duration + 30_000,
);

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => void (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

interface Guarded {
  id: string;
  if_match?: string[];
}
interface Changes {
  make: () => Promise<{ id: string; version: number }>;
  change: (target: Guarded, text: string) => Promise<{ version: number }>;
  read: (id: string) => Promise<{ version: number }>;
  delete: (target: Guarded) => Promise<void>;
}

const changes: Record<string, () => Changes> = {
  task: () => ({
    make: () => fixture.tasks.add(aTask(), actor),
    change: (target, content) => fixture.tasks.update({ ...target, content }, actor),
    read: (id) => fixture.tasks.get({ id }, actor),
    delete: (target) => fixture.tasks.delete(target, actor),
  }),
  project: () => ({
    make: () => fixture.projects.add({ name: 'Garden' }, actor),
    change: (target, name) => fixture.projects.update({ ...target, name }, actor),
    read: (id) => fixture.projects.get({ id }, actor),
    delete: (target) => fixture.projects.delete(target, actor),
  }),
  section: () => ({
    make: () => fixture.sections.add({ name: 'Beds', project_id: actor.user_id }, actor),
    change: (target, name) => fixture.sections.update({ ...target, name }, actor),
    read: (id) => fixture.sections.get({ id }, actor),
    delete: (target) => fixture.sections.delete(target, actor),
  }),
  label: () => ({
    make: () => fixture.labels.add({ name: 'garden' }, actor),
    change: (target, name) => fixture.labels.update({ ...target, name }, actor),
    read: (id) => fixture.labels.get({ id }, actor),
    delete: (target) => fixture.labels.delete(target, actor),
  }),
  comment: () => ({
    make: () => fixture.comments.add(aComment({ project_id: actor.user_id }), actor),
    change: (target, content) => fixture.comments.update({ ...target, content }, actor),
    read: (id) => fixture.comments.get({ id }, actor),
    delete: (target) => fixture.comments.delete(target, actor),
  }),
};

it.each(Object.keys(changes))('lets one of many who saw the same version of a %s change it', async (feature) => {
  const { make, change, read } = changes[feature]();
  const { id, version } = await make();
  const attempts = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) => change({ id, if_match: [String(version)] }, `Change ${index}`)),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const attempt of attempts) {
    if (attempt.status === 'fulfilled') continue;
    expect(attempt.reason).toMatchObject({ kind: 'conflict', code: `${feature}.stale` });
  }
  expect((await read(id)).version).toBe(version + 1);
});

it.each(Object.keys(changes))('deletes a %s only as it was seen', async (feature) => {
  const { make, change, read, delete: remove } = changes[feature]();
  const { id, version } = await make();
  const changed = await change({ id }, 'Changed since');
  await expect(remove({ id, if_match: [String(version)] })).rejects.toMatchObject({ code: `${feature}.stale` });
  await expect(remove({ id, if_match: [] })).rejects.toMatchObject({ code: `${feature}.stale` });
  expect(await read(id)).toEqual(changed);
  await remove({ id, if_match: [String(version), String(changed.version)] });
  await expect(read(id)).rejects.toMatchObject({ code: `${feature}.not_found` });
});

it('guards each change of the state of a task, and what is put away', async () => {
  const task = await fixture.tasks.add(aTask(), actor);
  const project = await fixture.projects.add({ name: 'Target' }, actor);
  const stale = { code: 'task.stale' };
  const if_match = ['0'];
  const { id } = task;
  await expect(fixture.tasks.close({ id, if_match }, actor)).rejects.toMatchObject(stale);
  await expect(fixture.tasks.reopen({ id, if_match }, actor)).rejects.toMatchObject(stale);
  await expect(fixture.tasks.move({ id, if_match, project_id: project.id }, actor)).rejects.toMatchObject(stale);
  await expect(fixture.archive.archiveProject({ id: project.id, if_match }, actor)).rejects.toMatchObject({
    code: 'project.stale',
  });
  expect(await fixture.tasks.get({ id }, actor)).toEqual(task);
  expect(await fixture.projects.get({ id: project.id }, actor)).toEqual(project);
});

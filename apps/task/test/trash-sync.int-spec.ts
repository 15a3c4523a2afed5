import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { searchContract } from '#contracts/search.contract.js';
import { newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { aComment, aMember, anActor, aTask, type Fixture, startTaskService } from './fixture.js';
import { Replica } from './replica.js';
import { aFullProject } from './trash-fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());

/** What a client has that syncs for the first time. */
async function fresh(actor: Actor): Promise<Replica['content']> {
  const replica = new Replica(fixture.syncs, actor);
  await replica.pull();
  return replica.content;
}

describe('what comes back from the trash', () => {
  it.each(['project', 'section', 'task', 'comment', 'label'] as const)('is told to who syncs: a %s', async (kind) => {
    const actor = anActor();
    const things = await aFullProject(fixture, actor);
    const [early, late] = [new Replica(fixture.syncs, actor), new Replica(fixture.syncs, actor)];
    await early.pull();
    await late.pull();
    await fixture[`${kind}s`].delete({ id: things[kind] }, actor);
    await late.pull();
    expect(late.content).toEqual(await fresh(actor));
    await fixture.trash.restore({ id: things[kind] }, actor);
    for (const replica of [early, late]) {
      expect(await replica.pull()).toMatchObject({ full_sync: false });
      expect(replica.content).toEqual(await fresh(actor));
    }
    await fixture[`${kind}s`].delete({ id: things[kind] }, actor);
    for (const replica of [early, late]) {
      expect(await replica.pull()).toMatchObject({ full_sync: false });
      expect(replica.content).toEqual(await fresh(actor));
    }
  });

  it('is found again', async () => {
    const actor = anActor();
    const search = fixture.service.client(searchContract);
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, actor);
    const task = await fixture.tasks.add(aTask({ project_id, content: 'Aubergine' }), actor);
    const found = async (): Promise<number> => (await search.find({ query: 'aubergine' }, actor)).results.length;
    await eventually(async () => expect(await found()).toBe(1));
    for (const [things, id] of [
      ['projects', project_id],
      ['tasks', task.id],
    ] as const) {
      await fixture[things].delete({ id }, actor);
      await eventually(async () => expect(await found()).toBe(0));
      await fixture.trash.restore({ id }, actor);
      await eventually(async () => expect(await found()).toBe(1));
    }
  });

  it('was changed by a command of a batch, which its own id undoes', async () => {
    const actor = anActor();
    const task = await fixture.tasks.add(aTask(), actor);
    const uuid = newId();
    await fixture.syncs.apply({ commands: [{ type: 'item_delete', uuid, args: { id: task.id } }] }, actor);
    expect(await fixture.changes.apply({ token: `sync:${uuid}` }, actor)).toMatchObject({ object_id: task.id });
    expect(await fixture.tasks.get({ id: task.id }, actor)).toMatchObject({ content: task.content });
  });
});

describe('who could delete', () => {
  it('may restore, and nobody else sees it', async () => {
    const owner = anActor();
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, owner);
    const task = await fixture.tasks.add(aTask({ project_id }), owner);
    const roles = ['viewer', 'commenter', 'editor', 'manager'] as const;
    const members = await Promise.all(roles.map((role) => aMember(fixture, { project_id }, role, owner)));
    const [, commenter, editor] = members;
    const theirs = await fixture.comments.add(aComment({ task_id: task.id }), commenter);
    const gone = await fixture.tasks.add(aTask({ project_id }), owner);
    await fixture.tasks.delete({ id: gone.id }, editor);
    await fixture.comments.delete({ id: theirs.id }, commenter);
    const seen = async (actor: Actor): Promise<string[]> =>
      (await fixture.trash.list({}, actor)).results.map(({ kind }) => kind);
    expect(await Promise.all(members.map(seen))).toEqual([[], ['comment'], ['task'], ['comment', 'task']]);
    await expect(fixture.trash.restore({ id: gone.id }, commenter)).rejects.toMatchObject({ code: 'trash.not_found' });
    await expect(fixture.trash.restore({ id: theirs.id }, editor)).rejects.toMatchObject({ code: 'trash.not_found' });
    await fixture.trash.restore({ id: theirs.id }, commenter);
    await fixture.trash.restore({ id: gone.id }, editor);
    await fixture.projects.delete({ id: project_id }, owner);
    expect(await Promise.all(members.map(seen))).toEqual([[], [], [], []]);
    await fixture.trash.restore({ id: project_id }, owner);
    expect(await fixture.tasks.get({ id: task.id }, editor)).toMatchObject({ id: task.id });
  });

  it('may restore by a role on a task alone', async () => {
    const owner = anActor();
    const top = await fixture.tasks.add(aTask(), owner);
    const child = await fixture.tasks.add(aTask({ parent_id: top.id }), owner);
    const editor = await aMember(fixture, { task_id: top.id }, 'editor', owner);
    const commenter = await aMember(fixture, { task_id: top.id }, 'commenter', owner);
    const comment = await fixture.comments.add(aComment({ task_id: top.id }), commenter);
    await fixture.comments.delete({ id: comment.id }, commenter);
    await fixture.tasks.delete({ id: child.id }, editor);
    await expect(fixture.trash.restore({ id: child.id }, commenter)).rejects.toMatchObject({ kind: 'not_found' });
    await fixture.trash.restore({ id: comment.id }, commenter);
    expect(await fixture.trash.restore({ id: child.id }, editor)).toMatchObject({ parent_id: top.id });
  });

  it('may undo, if by no more than the role that it took', async () => {
    const owner = anActor();
    const { id: project_id } = await fixture.projects.add({ name: 'Garden' }, owner);
    const task = await fixture.tasks.add(aTask({ project_id }), owner);
    const commenter = await aMember(fixture, { project_id }, 'commenter', owner);
    const requestId = newId();
    await fixture.tasks.close({ id: task.id }, commenter, { requestId });
    expect(await fixture.changes.apply({ token: requestId }, commenter)).toMatchObject({ event_type: 'completed' });
    expect(await fixture.tasks.get({ id: task.id }, owner)).toMatchObject({ checked: false });
  });
});

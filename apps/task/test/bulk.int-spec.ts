import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { BulkChange, BulkOutcome } from '#contracts/bulk.contract.js';
import type { Task } from '#contracts/task.contract.js';
import type { Undone } from '#contracts/undo.contract.js';
import { newId } from '#database/id.js';
import { aMember, anActor, aRegistered, aTask, count, type Fixture, startTaskService } from './fixture.js';
import { Replica } from './replica.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const add = (overrides = {}, by = actor): Promise<Task> => fixture.tasks.add(aTask(overrides), by);
const apply = (changes: BulkChange[], by = actor, options = {}): Promise<BulkOutcome> =>
  fixture.bulk.apply({ changes }, by, { timeout: 20_000, ...options });
const undo = (token: string): Promise<Undone> => fixture.changes.apply({ token }, actor, { timeout: 20_000 });
const get = (id: string): Promise<Task> => fixture.tasks.get({ id }, actor);
const stateOf = async (ids: string[]): Promise<Partial<Task>[]> =>
  (await Promise.all(ids.map(get))).map((task) => ({ ...task, updated_at: undefined, version: undefined }));

/** One task for each action, two of them in a project of their own, one of them a parent. */
async function aMess(): Promise<
  Record<'project' | 'changed' | 'moved' | 'closed' | 'child' | 'reopened' | 'deleted', string>
> {
  const { id: project } = await fixture.projects.add({ name: 'House' }, actor);
  const changed = await add({ labels: ['a', 'b'], priority: 2 });
  const moved = await add({ project_id: project });
  const closed = await add({ project_id: project, due_string: 'tomorrow' });
  const child = await add({ parent_id: closed.id });
  const reopened = await add();
  await fixture.tasks.close({ id: reopened.id }, actor);
  const deleted = await add();
  return {
    project,
    changed: changed.id,
    moved: moved.id,
    closed: closed.id,
    child: child.id,
    reopened: reopened.id,
    deleted: deleted.id,
  };
}

const all = ({ changed, moved, closed, reopened, deleted }: Record<string, string>): BulkChange[] => [
  { action: 'update', id: changed, content: 'Else', add_labels: ['c'], remove_labels: ['a'], due_date: '2999-01-01' },
  { action: 'update', id: changed, priority: 4 },
  { action: 'move', id: moved, parent_id: changed },
  { action: 'close', id: closed },
  { action: 'reopen', id: reopened },
  { action: 'delete', id: deleted },
];

describe('many changes in one call', () => {
  it('are made one after another, and answer what became of the tasks', async () => {
    const mess = await aMess();
    const { results } = await apply(all(mess));
    expect(results.map(({ id }) => id)).toEqual([mess.changed, mess.moved, mess.closed, mess.reopened]);
    expect(results[0]).toMatchObject({ content: 'Else', labels: ['b', 'c'], priority: 4, due: { date: '2999-01-01' } });
    expect(results[1]).toMatchObject({ parent_id: mess.changed, project_id: actor.user_id });
    expect(await get(mess.child)).toMatchObject({ checked: true });
    expect(results.slice(2)).toMatchObject([{ checked: true }, { checked: false }]);
    await expect(get(mess.deleted)).rejects.toMatchObject({ code: 'task.not_found' });
  });

  it('are told to who syncs', async () => {
    const mess = await aMess();
    const replica = new Replica(fixture.syncs, actor);
    await replica.pull();
    await apply(all(mess));
    await replica.pull();
    const fresh = new Replica(fixture.syncs, actor);
    await fresh.pull();
    expect(replica.content).toEqual(fresh.content);
  });

  it('are undone with one token', async () => {
    const mess = await aMess();
    const ids = [mess.changed, mess.moved, mess.closed, mess.child, mess.reopened, mess.deleted];
    const before = await stateOf(ids);
    const requestId = newId();
    await apply(all(mess), actor, { requestId });
    await undo(requestId);
    expect(await stateOf(ids)).toEqual(before);
    await expect(undo(requestId)).rejects.toMatchObject({ code: 'undo.not_found' });
  });

  it('are undone also where some of it is under the rest of it', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const [parent, other] = [await add(), await add()];
    const [child, leaf] = [await add({ parent_id: parent.id }), await add({ parent_id: other.id })];
    const ids = [parent, other, child, leaf].map(({ id }) => id);
    const before = await stateOf(ids);
    const requestId = newId();
    const changes: BulkChange[] = [
      { action: 'update', id: child.id, content: 'Changed' },
      { action: 'update', id: leaf.id, priority: 3 },
      { action: 'move', id: parent.id, project_id },
      { action: 'move', id: child.id, project_id },
      { action: 'move', id: parent.id, parent_id: child.id },
      { action: 'close', id: leaf.id },
      { action: 'delete', id: other.id },
    ];
    await apply(changes, actor, { requestId });
    await undo(requestId);
    expect(await stateOf(ids)).toEqual(before);
  });

  it('are logged in their order and undone from the last on, also where all are made within a millisecond', async () => {
    const recurring = await add({ due_string: 'every monday starting 2999-01-07' });
    const plain = await add();
    const ids = [recurring.id, plain.id];
    const before = await stateOf(ids);
    const requestId = newId();
    const changes: BulkChange[] = [
      { action: 'close', id: recurring.id },
      { action: 'close', id: recurring.id },
      ...Array.from({ length: 20 }, (_, n): BulkChange => ({ action: 'update', id: plain.id, content: `Step ${n}` })),
      { action: 'close', id: plain.id },
      { action: 'reopen', id: plain.id },
      { action: 'close', id: plain.id },
    ];
    await apply(changes, actor, { requestId });
    const { results } = await fixture.activities.list({ object_id: plain.id, limit: 24 }, actor);
    const logged = results.map(({ event_type, extra_data }) =>
      event_type === 'updated' ? (extra_data as { content: string }).content : event_type,
    );
    const steps = Array.from({ length: 20 }, (_, n) => `Step ${n}`);
    expect(logged.reverse()).toEqual(['added', ...steps, 'completed', 'uncompleted', 'completed']);
    expect(await undo(requestId)).toMatchObject({ count: 25 });
    expect(await stateOf(ids)).toEqual(before);
    expect((await fixture.occurrences.list({ id: recurring.id }, actor)).results).toEqual([]);
    expect(await count(fixture, 'completion', 'user_id', actor.user_id)).toBe(0);
  });

  it('are not undone when somebody has changed one of the tasks since', async () => {
    const mess = await aMess();
    const requestId = newId();
    await apply(all(mess), actor, { requestId });
    await fixture.tasks.update({ id: mess.moved, content: 'Mine' }, actor);
    const ids = [mess.changed, mess.moved, mess.closed, mess.reopened];
    const before = await stateOf(ids);
    await expect(undo(requestId)).rejects.toMatchObject({
      code: 'undo.changed_since',
    });
    expect(await stateOf(ids)).toEqual(before);
  });
});

describe('when one change is refused', () => {
  it('none is made, and each that was refused is named by its index', async () => {
    const mess = await aMess();
    const ids = [mess.changed, mess.moved, mess.closed, mess.reopened, mess.deleted];
    const before = await stateOf(ids);
    const changes: BulkChange[] = [
      ...all(mess),
      { action: 'update', id: mess.closed, due_string: 'when pigs fly' },
      { action: 'close', id: newId() },
      { action: 'close', id: mess.closed, content: 'x' },
      { action: 'update', id: mess.closed, content: 'x', if_match: ['99'] },
      { action: 'move', id: mess.closed },
    ];
    await expect(apply(changes)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'task.due_string',
      details: {
        field: 'changes.6.due_string',
        errors: [
          { field: 'changes.6.due_string', code: 'task.due_string' },
          { field: 'changes.7', code: 'task.not_found' },
          { field: 'changes.8.content', code: 'bulk.field' },
          { field: 'changes.9.If-Match', code: 'task.stale' },
          { field: 'changes.10', code: 'task.move_target' },
        ],
      },
    });
    expect(await stateOf(ids)).toEqual(before);
  });

  it('keeps to the rights of whoever asks', async () => {
    const owner = await aRegistered(fixture);
    const { id: project_id } = await fixture.projects.add({ name: 'Shared' }, owner);
    const tasks = [await add({ project_id }, owner), await add({ project_id }, owner)];
    const commenter = await aMember(fixture, { project_id }, 'commenter', owner);
    const [first, second] = tasks.map(({ id }) => id);
    const changes: BulkChange[] = [
      { action: 'close', id: first },
      { action: 'delete', id: second },
    ];
    const refused = { kind: 'forbidden', code: 'task.forbidden', details: { field: 'changes.1' } };
    await expect(apply(changes, commenter)).rejects.toMatchObject(refused);
    expect(await fixture.tasks.get({ id: first }, owner)).toMatchObject({ checked: false });
    await expect(apply(changes, anActor())).rejects.toMatchObject({ code: 'task.not_found' });
  });

  it('leaves many at the same time, across projects in any order, none half done', async () => {
    const projects = await Promise.all(['One', 'Two'].map((name) => fixture.projects.add({ name }, actor)));
    const tasks = await Promise.all(projects.map(({ id }) => add({ project_id: id })));
    const [one, other] = tasks.map(({ id }) => id);
    const write = (ids: string[], content: string): Promise<BulkOutcome> =>
      apply(ids.map((id): BulkChange => ({ action: 'update', id, content })));
    await Promise.all([1, 2, 3, 4].map((n) => write(n % 2 ? [one, other] : [other, one], `Round ${n}`)));
    const contents = (await Promise.all([one, other].map(get))).map(({ content }) => content);
    expect(new Set(contents).size).toBe(1);
  });
});

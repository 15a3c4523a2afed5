import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { taskCompleted } from '#contracts/events.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { anActor, aTask, count, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const get = (id: string): Promise<Task> => fixture.tasks.get({ id }, actor);
const close = (id: string, requestId?: string): Promise<void> => fixture.tasks.close({ id }, actor, { requestId });
const skip = (id: string): Promise<Task> => fixture.occurrences.skip({ id }, actor);
const history = async (id: string): Promise<string[]> =>
  (await fixture.occurrences.list({ id }, actor)).results.map(({ due }) => due.date);
const versionOf = async (id: string): Promise<number> => {
  const sql = 'SELECT version FROM task WHERE id = ?';
  const [row] = await fixture.service.dataSource.query<{ version: number }[]>(sql, [idToBytes(id)]);
  return row.version;
};

/** Mondays that are long to come. */
const mondays = { due_string: 'every monday starting 2999-01-07' };

describe('a task that recurs', () => {
  it('tells so, and what was written, wherever it is read', async () => {
    const task = await add(mondays);
    const due = { date: '2999-01-07', timezone: null, string: mondays.due_string, lang: 'en', is_recurring: true };
    expect(task.due).toEqual(due);
    expect((await get(task.id)).due).toEqual(due);
    expect((await fixture.tasks.list({ ids: [task.id] }, actor)).results[0].due).toEqual(due);
  });

  it('goes on to its next date when it is completed, and keeps when that was', async () => {
    const { id } = await add(mondays);
    for (let time = 0; time < 3; time++) await close(id);
    expect(await get(id)).toMatchObject({ checked: false, completed_at: null, due: { date: '2999-01-28' } });
    const page = await fixture.occurrences.list({ id, limit: 2 }, actor);
    expect(page.results[0]).toEqual({
      id: expect.any(String),
      task_id: id,
      user_id: actor.user_id,
      due: { date: '2999-01-07', timezone: null, string: mondays.due_string, lang: 'en', is_recurring: true },
      completed_at: expect.stringMatching(/Z$/),
    });
    const rest = await fixture.occurrences.list({ id, cursor: page.next_cursor }, actor);
    const dates = [...page.results, ...rest.results].map(({ due }) => due.date);
    expect(dates).toEqual(['2999-01-07', '2999-01-14', '2999-01-21']);
  });

  it('is completed once for one request id', async () => {
    const { id } = await add(mondays);
    const requestId = newId();
    await Promise.all(Array.from({ length: 5 }, () => close(id, requestId)));
    expect(await history(id)).toEqual(['2999-01-07']);
    expect((await get(id)).due).toMatchObject({ date: '2999-01-14' });
  });

  it('loses none of many completions at the same time', async () => {
    const { id } = await add({ due_string: 'every day starting 2999-01-01' });
    await Promise.all(Array.from({ length: 8 }, () => close(id)));
    expect((await history(id)).sort()).toEqual(Array.from({ length: 8 }, (_, index) => `2999-01-0${index + 1}`));
    expect((await get(id)).due).toMatchObject({ date: '2999-01-09' });
  });

  it('tells of each completion under a version of its own, with the date that was completed', async () => {
    const heard = await listenTo(fixture.broker, taskCompleted);
    const { id } = await add({ ...mondays, content: 'Turn the compost' });
    const before = await versionOf(id);
    await close(id);
    await close(id);
    expect(await versionOf(id)).toBe(before + 2);
    await eventually(() => expect(heard.filter((each) => each.id === id)).toHaveLength(2));
    const told = heard.filter((each) => each.id === id);
    expect(told.map(({ due }) => due)).toMatchObject([{ date: '2999-01-07' }, { date: '2999-01-14' }]);
    expect(told[0]).toMatchObject({ content: 'Turn the compost', user_id: actor.user_id, due: { is_recurring: true } });
  });

  it('has its subtasks to be done again', async () => {
    const heard = await listenTo(fixture.broker, taskCompleted);
    const top = await add(mondays);
    const child = await add({ parent_id: top.id });
    const grandchild = await add({ parent_id: child.id });
    await close(child.id);
    await close(top.id);
    for (const { id } of [child, grandchild]) expect(await get(id)).toMatchObject({ checked: false });
    await eventually(() => expect(heard.map(({ id }) => id)).toContain(top.id));
    expect(heard.filter(({ id }) => id === grandchild.id)).toHaveLength(1);
  });

  it('is completed for good with its last date', async () => {
    const { id } = await add({ due_string: 'every monday starting 2999-01-07 for 2 weeks' });
    await close(id);
    expect(await get(id)).toMatchObject({ checked: false, due: { date: '2999-01-14' } });
    await close(id);
    await close(id);
    expect(await get(id)).toMatchObject({ checked: true, due: { date: '2999-01-14', is_recurring: true } });
    expect(await history(id)).toEqual(['2999-01-07', '2999-01-14']);
  });

  it('is completed for good along with what it is part of', async () => {
    const top = await add();
    const child = await add({ ...mondays, parent_id: top.id });
    await close(top.id);
    expect(await get(child.id)).toMatchObject({ checked: true });
    expect(await history(child.id)).toEqual(['2999-01-07']);
  });

  it('stays with its rule when one date is moved, and recurs no more when words say another', async () => {
    const { id } = await add({ due_string: 'every monday at 9 starting 2999-01-07' });
    const moved = await fixture.tasks.update({ id, due_date: '2999-01-09' }, actor);
    expect(moved.due).toMatchObject({
      date: '2999-01-09',
      is_recurring: true,
      string: expect.stringMatching(/^every/),
    });
    await close(id);
    expect((await get(id)).due).toMatchObject({ date: '2999-01-14T09:00:00', is_recurring: true });
    await fixture.tasks.update({ id, content: 'Turn it twice' }, actor);
    expect((await get(id)).due).toMatchObject({ date: '2999-01-14T09:00:00', is_recurring: true });
    const single = await fixture.tasks.update({ id, due_string: '2999-03-01' }, actor);
    expect(single.due).toMatchObject({ date: '2999-03-01', is_recurring: false, string: '2999-03-01' });
    await close(id);
    expect(await get(id)).toMatchObject({ checked: true });
    expect(await history(id)).toEqual(['2999-01-09']);
  });

  it('stays in its zone once a date of it is fixed to one', async () => {
    const { id } = await add({ due_string: 'every monday at 9 starting 2999-01-07' });
    await fixture.tasks.update({ id, due_datetime: '2999-01-08T10:00:00Z' }, actor);
    await close(id);
    expect((await get(id)).due).toMatchObject({ date: '2999-01-14T09:00:00Z', timezone: 'UTC' });
  });

  it('recurs from when words say so, and has no date when it is cleared', async () => {
    const { id } = await add({ due_date: '2999-01-01' });
    const recurring = await fixture.tasks.update({ id, ...mondays }, actor);
    expect(recurring.due).toMatchObject({ date: '2999-01-07', is_recurring: true });
    expect(await fixture.tasks.update({ id, due_date: null }, actor)).toMatchObject({ due: null });
    const single = await fixture.tasks.update({ id, due_date: '2999-01-02' }, actor);
    expect(single.due).toMatchObject({ date: '2999-01-02', is_recurring: false });
  });

  it('takes its history along when it is deleted', async () => {
    const { id } = await add(mondays);
    await close(id);
    expect(await count(fixture, 'completed_occurrence', 'task_id', id)).toBe(1);
    await fixture.tasks.delete({ id }, actor);
    expect(await count(fixture, 'completed_occurrence', 'task_id', id)).toBe(0);
  });
});

describe('skipping a date', () => {
  it('goes on to the next one, and completes nothing', async () => {
    const task = await add({ ...mondays, labels: ['garden'] });
    const child = await add({ parent_id: task.id });
    await close(child.id);
    const skipped = await skip(task.id);
    expect(skipped).toMatchObject({
      checked: false,
      labels: ['garden'],
      due: { date: '2999-01-14', is_recurring: true },
    });
    expect(await get(task.id)).toEqual(skipped);
    expect(await get(child.id)).toMatchObject({ checked: true });
    expect(await history(task.id)).toEqual([]);
  });

  it('is refused where there is none, or no other follows', async () => {
    const refused = { kind: 'conflict', code: 'task.not_recurring' };
    await expect(skip((await add({ due_date: '2999-01-01' })).id)).rejects.toMatchObject(refused);
    const { id } = await add({ due_string: 'every monday starting 2999-01-07 until 2999-01-13' });
    await expect(skip(id)).rejects.toMatchObject({ kind: 'conflict', code: 'task.last_occurrence' });
    await close(id);
    await expect(skip(id)).rejects.toMatchObject(refused);
  });

  it('and history are not found by a stranger', async () => {
    const { id } = await add(mondays);
    const missing = { kind: 'not_found', code: 'task.not_found' };
    await expect(fixture.occurrences.skip({ id }, anActor())).rejects.toMatchObject(missing);
    await expect(fixture.occurrences.list({ id }, anActor())).rejects.toMatchObject(missing);
  });
});

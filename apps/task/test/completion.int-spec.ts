import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { userDeletionRequested, userUpdated } from '#contracts/events.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { aMember, anActor, aRegistered, aTask, count, type Fixture, publish, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => void (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const ever = { since: '2020-01-01', until: '2100-01-01' };
const goals = { daily_goal: 2, weekly_goal: 3, days_off: [6, 7], start_day: 1, vacations: [] };

const completed = async (): Promise<string[]> =>
  (await fixture.completions.byCompletionDate(ever, actor)).items.map(({ content }) => content);

describe('the history of what was completed', () => {
  it('keeps a completion once, however often and by how many it is asked for', async () => {
    const { id } = await fixture.tasks.add(aTask({ content: 'Once' }), actor);
    await Promise.all(Array.from({ length: 5 }, () => fixture.tasks.close({ id }, actor)));
    expect(await completed()).toEqual(['Once']);
    expect(await fixture.completions.counts({}, actor)).toEqual({ completed_count: 1, completed_today: 1 });
  });

  it('keeps subtasks that were done before what recurs began anew', async () => {
    const parent = await fixture.tasks.add(aTask({ content: 'Clean', due_string: 'every day' }), actor);
    const child = await fixture.tasks.add(aTask({ content: 'Dust', parent_id: parent.id }), actor);
    await fixture.tasks.add(aTask({ content: 'Left out', parent_id: parent.id }), actor);
    await fixture.tasks.close({ id: child.id }, actor);
    await fixture.tasks.close({ id: parent.id }, actor);
    expect((await fixture.tasks.get({ id: child.id }, actor)).checked).toBe(false);
    expect(await completed()).toEqual(['Clean', 'Dust']);
  });

  it('forgets what is reopened, and the task above it, and nothing else', async () => {
    const parent = await fixture.tasks.add(aTask({ content: 'Parent' }), actor);
    const child = await fixture.tasks.add(aTask({ content: 'Child', parent_id: parent.id }), actor);
    await fixture.tasks.add(aTask({ content: 'Sibling', parent_id: parent.id }), actor);
    await fixture.tasks.close({ id: parent.id }, actor);
    await fixture.tasks.reopen({ id: child.id }, actor);
    expect(await completed()).toEqual(['Sibling']);
  });

  it('is in the project that its task is in by now', async () => {
    const [here, there] = [
      await fixture.projects.add({ name: 'Here' }, actor),
      await fixture.projects.add({ name: 'There' }, actor),
    ];
    const section = await fixture.sections.add({ name: 'Corner', project_id: here.id }, actor);
    const moved = await fixture.tasks.add(aTask({ content: 'Moved', project_id: here.id }), actor);
    const along = await fixture.tasks.add(aTask({ content: 'Along', section_id: section.id }), actor);
    for (const { id } of [moved, along]) await fixture.tasks.close({ id }, actor);
    const inPlace = async (place: object): Promise<string[]> =>
      (await fixture.completions.byCompletionDate({ ...ever, ...place }, actor)).items
        .map(({ content }) => content)
        .sort();
    expect(await inPlace({ project_id: here.id })).toEqual(['Along', 'Moved']);
    await fixture.tasks.move({ id: moved.id, project_id: there.id }, actor);
    const command = { type: 'section_move', uuid: newId(), args: { id: section.id, project_id: there.id } };
    await fixture.syncs.apply({ commands: [command] }, actor);
    expect(await inPlace({ project_id: here.id })).toEqual([]);
    expect(await inPlace({ project_id: there.id })).toEqual(['Along', 'Moved']);
    expect(await inPlace({ section_id: section.id })).toEqual(['Along']);
    expect((await completed()).sort()).toEqual(['Along', 'Moved']);
  });

  it('is seen by those with whom its task is shared alone', async () => {
    const owner = await aRegistered(fixture);
    const task = await fixture.tasks.add(aTask({ content: 'Ours' }), owner);
    const guest = await aMember(fixture, { task_id: task.id }, 'commenter', owner);
    const own = await fixture.tasks.add(aTask({ content: 'Mine' }), guest);
    await fixture.tasks.close({ id: task.id }, guest);
    await fixture.tasks.close({ id: own.id }, guest);
    const { items } = await fixture.completions.byCompletionDate(ever, guest);
    expect(items.map(({ content }) => content)).toEqual(['Mine', 'Ours']);
  });

  it('counts what is deleted since, which no list shows', async () => {
    const { id } = await fixture.tasks.add(aTask(), actor);
    await fixture.tasks.close({ id }, actor);
    await fixture.tasks.delete({ id }, actor);
    expect(await completed()).toEqual([]);
    expect((await fixture.completions.counts({}, actor)).completed_count).toBe(1);
  });

  it('shows the last time of what no longer recurs as it was due', async () => {
    const task = await fixture.tasks.add(
      aTask({ due_string: 'every day starting 2040-05-01 until 2040-05-02' }),
      actor,
    );
    await fixture.tasks.close({ id: task.id }, actor);
    await fixture.tasks.close({ id: task.id }, actor);
    const { items } = await fixture.completions.byDueDate({ since: '2040-05-01', until: '2040-05-02' }, actor);
    expect(items.map(({ due }) => due?.date)).toEqual(['2040-05-02', '2040-05-01']);
  });

  it('is narrowed by a filter', async () => {
    for (const priority of [1, 4]) {
      const { id } = await fixture.tasks.add(aTask({ content: `P${priority}`, priority }), actor);
      await fixture.tasks.close({ id }, actor);
    }
    const { items } = await fixture.completions.byCompletionDate({ ...ever, filter_query: 'p1' }, actor);
    expect(items.map(({ content }) => content)).toEqual(['P4']);
    const broken = fixture.completions.byDueDate({ ...ever, filter_query: 'p1 &' }, actor);
    await expect(broken).rejects.toMatchObject({ code: 'filter.syntax' });
  });

  it('goes with the account', async () => {
    const { id } = await fixture.tasks.add(aTask(), actor);
    await fixture.tasks.close({ id }, actor);
    const request = { id: actor.user_id, participants: ['task'] };
    await publish(fixture.broker, userDeletionRequested, { id: actor.user_id, version: 2 }, request);
    await eventually(async () => expect(await count(fixture, 'completion', 'user_id', actor.user_id)).toBe(0));
    expect(await count(fixture, 'completion', 'task_id', id)).toBe(0);
  });
});

describe('productivity', () => {
  it('is that of the days and weeks where the person is', async () => {
    const { user_id: id } = actor;
    const data = { id, email: 'sam@example.org', full_name: 'Sam', timezone: 'Pacific/Kiritimati' };
    await publish(fixture.broker, userUpdated, { id, version: 2 }, data);
    const moments = ['2026-11-01 09:59:59.999', '2026-11-01 10:00:00', '2026-11-02 09:59:59'];
    for (const moment of moments) {
      await fixture.service.dataSource.query(
        'INSERT INTO completion (id, user_id, project_id, task_id, completed_at) VALUES (?, ?, ?, ?, ?)',
        [...[newId(), id, id, id].map(idToBytes), moment],
      );
    }
    await eventually(async () => {
      const { max_daily_streak, completed_count } = await fixture.completions.productivity(goals, actor);
      expect(completed_count).toBe(3);
      expect(max_daily_streak).toEqual({ count: 1, start: '2026-11-02', end: '2026-11-02' });
    });
  });

  it('has streaks of weeks, and no goal that nobody set', async () => {
    for (let done = 0; done < 3; done++) {
      const { id } = await fixture.tasks.add(aTask(), actor);
      await fixture.tasks.close({ id }, actor);
    }
    const stats = await fixture.completions.productivity(goals, actor);
    expect(stats.current_weekly_streak.count).toBe(1);
    expect(stats.week_items[0]).toMatchObject({ total_completed: 3, from: stats.current_weekly_streak.start });
    const none = await fixture.completions.productivity({ ...goals, daily_goal: 0, weekly_goal: 0 }, actor);
    expect([none.max_daily_streak.count, none.max_weekly_streak.count]).toEqual([0, 0]);
  });

  it('has streaks that go on through a vacation, by day and by week', async () => {
    const id = newId();
    for (const moment of ['2026-06-01', '2026-06-22']) {
      await fixture.service.dataSource.query(
        'INSERT INTO completion (id, user_id, project_id, task_id, completed_at) VALUES (?, ?, ?, ?, ?)',
        [...[newId(), id, id, id].map(idToBytes), `${moment} 12:00:00`],
      );
    }
    const [away, wanted] = [[{ from: '2026-06-02', to: '2026-06-21' }], { ...goals, daily_goal: 1, weekly_goal: 1 }];
    const longest = async (vacations: typeof away): Promise<number[]> => {
      const stats = await fixture.completions.productivity({ ...wanted, vacations }, { ...anActor(), user_id: id });
      return [stats.max_daily_streak.count, stats.max_weekly_streak.count];
    };
    expect(await longest([])).toEqual([1, 1]);
    expect(await longest(away)).toEqual([2, 2]);
  });
});

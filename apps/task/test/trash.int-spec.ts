import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { Sweeper } from '../src/sweeper.js';
import { trashedTables } from '../src/trash/trashed-tables.js';
import { aComment, anActor, aPicture, aTask, count, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  fixture.service.dataSource.query<T[]>(sql, values);
const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const restore = (id: string, who = actor): ReturnType<Fixture['trash']['restore']> =>
  fixture.trash.restore({ id }, who);
const trashed = async (): Promise<string[]> => (await fixture.trash.list({}, actor)).results.map(({ id }) => id);

const ofTasks = 'task_id IN (SELECT id FROM task WHERE user_id = ?) ORDER BY task_id';
const rowsOf: Record<keyof typeof trashedTables, string> = {
  project: 'user_id = ? ORDER BY id',
  section: 'user_id = ? ORDER BY id',
  task: 'user_id = ? ORDER BY id',
  task_label: `${ofTasks}, name`,
  completed_occurrence: `${ofTasks}, id`,
  comment: 'posted_uid = ? ORDER BY id',
  label: 'user_id = ? ORDER BY id',
};

/** Every row of the actor in every table that goes to the trash, as it is. */
async function dump(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [table, rows] of Object.entries(rowsOf)) {
    found[table] = await query(`SELECT * FROM ${table} WHERE ${rows}`, [idToBytes(actor.user_id)]);
  }
  return found;
}

/** How many rows the trash holds of a thing in all of its tables. */
async function leftInTrash(id: string): Promise<number> {
  const counts = Object.keys(trashedTables).map((table) => count(fixture, `trashed_${table}`, 'trash_id', id));
  return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
}

/** What the driver knows of its connections. */
interface Pool {
  _allConnections: { toArray(): { threadId: number }[] };
}

/** A project of three levels with something of everything in it. */
async function aFullProject(): Promise<Record<'project' | 'section' | 'task' | 'comment' | 'label', string>> {
  const { id: project } = await fixture.projects.add(
    { name: 'Garden', description: 'Herbs', is_favorite: true },
    actor,
  );
  const below = await fixture.projects.add({ name: 'Beds', parent_id: project }, actor);
  const lowest = await fixture.projects.add({ name: 'Bulbs', parent_id: below.id }, actor);
  await add({ project_id: lowest.id, labels: ['deep'] });
  const { id: section } = await fixture.sections.add(
    { name: 'Spring', project_id: project, description: 'Sow' },
    actor,
  );
  await fixture.sections.add({ name: 'Summer', project_id: project }, actor);
  const { id: label } = await fixture.labels.add({ name: 'green', color: 'green' }, actor);
  const top = await add({ section_id: section, labels: ['green', 'b', 'a'], priority: 4, due_string: 'every day' });
  await fixture.tasks.close({ id: top.id }, actor);
  const second = await add({ parent_id: top.id, deadline_date: '2999-01-01', duration: 5, duration_unit: 'minute' });
  const third = await add({ parent_id: second.id, labels: ['green'], due_datetime: '2999-10-31T02:30:00' });
  await fixture.tasks.close({ id: third.id }, actor);
  await add({ section_id: section });
  const { id: comment } = await fixture.comments.add(aPicture({ task_id: third.id }), actor);
  await fixture.comments.add(aComment({ task_id: top.id }), actor);
  await fixture.comments.add(aComment({ project_id: project }), actor);
  return { project, section, task: top.id, comment, label };
}

describe('the tables of the trash', () => {
  it('have the columns of those that they stand in for', async () => {
    const columnsOf = (table: string): Promise<{ name: string }[]> =>
      query(
        `SELECT column_name AS name, column_type AS type, is_nullable AS nullable, collation_name AS collation
         FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY column_name`,
        [table],
      );
    for (const [table, names] of Object.entries(trashedTables)) {
      const live = await columnsOf(table);
      const shadow = await columnsOf(`trashed_${table}`);
      expect([table, shadow.filter(({ name }) => name !== 'trash_id')]).toEqual([table, live]);
      expect([table, live.map(({ name }) => name)]).toEqual([table, [...names].sort()]);
    }
  });

  it('stand in for all that would go with what is deleted', async () => {
    const rows = await query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.key_column_usage
       WHERE table_schema = DATABASE() AND referenced_table_name IN (?)`,
      [Object.keys(trashedTables)],
    );
    for (const { name } of rows) expect(Object.keys(trashedTables)).toContain(name);
  });
});

describe('what is deleted', () => {
  it.each(['project', 'section', 'task', 'comment'] as const)('comes back as it was: a %s', async (kind) => {
    const things = await aFullProject();
    const before = await dump();
    await fixture[`${kind}s`].delete({ id: things[kind] }, actor);
    await expect(fixture[`${kind}s`].get({ id: things[kind] }, actor)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await dump()).not.toEqual(before);
    expect(await leftInTrash(things[kind])).toBeGreaterThan(0);
    const restored = await restore(things[kind]);
    expect(restored).toMatchObject({ id: things[kind], kind });
    expect(await dump()).toEqual(before);
    expect(await trashed()).toEqual([]);
    expect(await leftInTrash(things[kind])).toBe(0);
  });

  it('is listed newest first, with what went with it', async () => {
    const { project, section, task, comment } = await aFullProject();
    await fixture.comments.delete({ id: comment }, actor);
    await fixture.tasks.delete({ id: task }, actor);
    await fixture.sections.delete({ id: section }, actor);
    await fixture.projects.delete({ id: project }, actor);
    const first = await fixture.trash.list({ limit: 3 }, actor);
    const { results } = await fixture.trash.list({ cursor: first.next_cursor }, actor);
    const all = [...first.results, ...results];
    expect(all.map(({ kind, name, project_name }) => [kind, name, project_name])).toEqual([
      ['project', 'Garden', 'Garden'],
      ['section', 'Spring', 'Garden'],
      ['task', 'Water the tomatoes', 'Garden'],
      ['comment', 'cat.png', 'Garden'],
    ]);
    expect(all.map(({ projects, sections, tasks, comments }) => [projects, sections, tasks, comments])).toEqual([
      [3, 1, 1, 1],
      [0, 1, 1, 0],
      [0, 0, 3, 1],
      [0, 0, 0, 1],
    ]);
    const { deleted_at, purged_at, deleted_by } = all[0];
    expect(Date.parse(purged_at) - Date.parse(deleted_at)).toBe(30 * 86_400_000);
    expect(deleted_by).toBe(actor.user_id);
    for (const id of [project, section, task, comment]) await restore(id);
    expect(await fixture.comments.get({ id: comment }, actor)).toMatchObject({ id: comment });
    expect(await fixture.tasks.get({ id: task }, actor)).toMatchObject({ section_id: section });
  });

  it('is a label with the tasks that it was on', async () => {
    const label = await fixture.labels.add({ name: 'shop' }, actor);
    const [one, two, gone] = [
      await add({ labels: ['a', 'shop'] }),
      await add({ labels: ['shop'] }),
      await add({ labels: ['shop'] }),
    ];
    await fixture.labels.delete({ id: label.id }, actor);
    expect((await fixture.tasks.get({ id: one.id }, actor)).labels).toEqual(['a']);
    await fixture.tasks.update({ id: two.id, labels: ['shop', 'b'] }, actor);
    await fixture.tasks.delete({ id: gone.id }, actor);
    const other = await fixture.labels.add({ name: 'shop' }, actor);
    await expect(restore(label.id)).rejects.toMatchObject({ kind: 'conflict', code: 'label.name_taken' });
    await fixture.labels.update({ id: other.id, name: 'other' }, actor);
    await restore(label.id);
    expect(await fixture.labels.get({ id: label.id }, actor)).toEqual(label);
    expect((await fixture.tasks.get({ id: one.id }, actor)).labels).toEqual(['a', 'shop']);
    expect((await fixture.tasks.get({ id: two.id }, actor)).labels.sort()).toEqual(['b', 'other', 'shop']);
  });

  it('may be 10,000 tasks', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'Many' }, actor);
    const task = await add({ project_id, labels: ['a'] });
    await query(
      `INSERT INTO task (${trashedTables.task.join(', ')})
       WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100)
       SELECT ${trashedTables.task.map((name) => (name === 'id' ? "UNHEX(REPLACE(UUID(), '-', ''))" : name)).join(', ')}
       FROM task JOIN n one JOIN n two WHERE task.id = ?`,
      [idToBytes(task.id)],
    );
    const before = await query('SELECT * FROM task WHERE project_id = ? ORDER BY id', [idToBytes(project_id)]);
    expect(before.length).toBe(10_001);
    await fixture.projects.delete({ id: project_id }, actor);
    expect(await restore(project_id)).toMatchObject({ projects: 1, tasks: 10_001 });
    const after = await query('SELECT * FROM task WHERE project_id = ? ORDER BY id', [idToBytes(project_id)]);
    expect(after.length).toBe(before.length);
    await fixture.projects.delete({ id: project_id }, actor);
    await fixture.trash.empty({}, actor);
  });
});

describe('what comes back to a place that has changed', () => {
  it('goes to the nearest that is left, with all that is under it', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const { id: section_id } = await fixture.sections.add({ name: 'Roof', project_id }, actor);
    const parent = await add({ section_id });
    const task = await add({ parent_id: parent.id });
    const under = await add({ parent_id: task.id });
    const backTo = async (place: object): Promise<void> => {
      await restore(task.id);
      const found = await fixture.tasks.get({ id: task.id }, actor);
      expect(found).toMatchObject(place);
      const { section_id: section, project_id: project } = found;
      expect(await fixture.tasks.get({ id: under.id }, actor)).toMatchObject({
        parent_id: task.id,
        section_id: section,
        project_id: project,
      });
    };
    const away = (): Promise<void> => fixture.tasks.delete({ id: task.id }, actor);
    await away();
    await backTo({ parent_id: parent.id, section_id });
    await away();
    await fixture.tasks.close({ id: parent.id }, actor);
    await backTo({ parent_id: null, section_id });
    await away();
    await fixture.sections.delete({ id: section_id }, actor);
    await backTo({ parent_id: null, section_id: null, project_id });
    await away();
    await fixture.projects.delete({ id: project_id }, actor);
    await backTo({ parent_id: null, section_id: null, project_id: actor.user_id });
  });

  it('follows what it was part of', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const parent = await add();
    const task = await add({ parent_id: parent.id });
    await fixture.tasks.delete({ id: task.id }, actor);
    await fixture.tasks.move({ id: parent.id, project_id }, actor);
    expect(await restore(task.id)).toMatchObject({ parent_id: parent.id, project_id });
    expect(await fixture.tasks.get({ id: task.id }, actor)).toMatchObject({ parent_id: parent.id, project_id });
  });

  it('goes last where another one has its position', async () => {
    const { id: project_id } = await fixture.projects.add({ name: 'House' }, actor);
    const [first, second] = [await add({ project_id }), await add({ project_id })];
    await fixture.tasks.delete({ id: first.id }, actor);
    await fixture.tasks.update({ id: second.id, order: first.child_order }, actor);
    await restore(first.id);
    const { results } = await fixture.tasks.list({ project_id }, actor);
    expect(results.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('is a project at the top where the one above is gone', async () => {
    const top = await fixture.projects.add({ name: 'Top' }, actor);
    const below = await fixture.projects.add({ name: 'Below', parent_id: top.id }, actor);
    await fixture.projects.delete({ id: below.id }, actor);
    await fixture.projects.delete({ id: top.id }, actor);
    expect(await restore(below.id)).toMatchObject({ parent_id: null, project_id: below.id });
    expect(await fixture.projects.get({ id: below.id }, actor)).toMatchObject({ parent_id: null });
  });

  it('waits where it is nothing without what is gone', async () => {
    const { project, section, comment, task } = await aFullProject();
    await fixture.sections.delete({ id: section }, actor);
    await fixture.projects.delete({ id: project }, actor);
    const refusal = restore(section);
    await expect(refusal).rejects.toMatchObject({ kind: 'conflict', code: 'trash.place_gone' });
    await expect(refusal).rejects.toThrow(/"Garden"/);
    await restore(project);
    await restore(section);
    await fixture.comments.delete({ id: comment }, actor);
    await fixture.tasks.delete({ id: task }, actor);
    await expect(restore(comment)).rejects.toMatchObject({ code: 'trash.place_gone' });
    await restore(task);
    await restore(comment);
  });
});

describe('the trash', () => {
  it('belongs to whoever may change the project', async () => {
    const { id } = await add();
    await fixture.tasks.delete({ id }, actor);
    const stranger = anActor();
    for (const attempt of [restore(id, stranger), fixture.trash.purge({ id }, stranger), restore('nothing')]) {
      await expect(attempt).rejects.toMatchObject({ kind: 'not_found', code: 'trash.not_found' });
    }
    await fixture.trash.empty({}, stranger);
    expect((await fixture.trash.list({}, stranger)).results).toEqual([]);
    expect(await trashed()).toEqual([id]);
  });

  it('keeps the files on comments until it is emptied of them', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const task = await add();
    const pictures = [aPicture({ task_id: task.id }), aPicture({ task_id: task.id })];
    for (const picture of pictures) await fixture.comments.add(picture, actor);
    await fixture.tasks.delete({ id: task.id }, actor);
    await restore(task.id);
    await fixture.comments.mayRead({ file_id: pictures[0].file_id }, actor);
    await fixture.tasks.delete({ id: task.id }, actor);
    await fixture.trash.purge({ id: task.id }, actor);
    await expect(restore(task.id)).rejects.toMatchObject({ code: 'trash.not_found' });
    const freed = (): unknown[] => heard.filter(({ type }) => type === 'comment.deleted').map(({ file_id }) => file_id);
    await eventually(() => expect(freed().sort()).toEqual(pictures.map(({ file_id }) => file_id).sort()));
  });

  it('is emptied of what is old, once, by however many sweepers, and of nothing else', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const [ids, files]: string[][] = [[], []];
    for (let index = 0; index < 50; index++) {
      const { id } = await add();
      const picture = aPicture({ task_id: id });
      await fixture.comments.add(picture, actor);
      await fixture.tasks.delete({ id }, actor);
      ids.push(id);
      files.push(picture.file_id);
    }
    const [young, ...old] = ids;
    await query('UPDATE trash SET deleted_at = deleted_at - INTERVAL 30 DAY WHERE id IN (?)', [old.map(idToBytes)]);
    const sweeper = fixture.service.app.get(Sweeper);
    await Promise.all([sweeper.sweep(), sweeper.sweep(), sweeper.sweep()]);
    expect(await trashed()).toEqual([young]);
    const freed = (): unknown[] =>
      heard.filter(({ type, file_id }) => type === 'comment.deleted' && files.includes(file_id as string));
    await eventually(() => expect(freed()).toHaveLength(old.length));
  });

  it('gives a thing back or removes it, when both are asked for at once', async () => {
    for (let round = 0; round < 10; round++) {
      const task = await add({ labels: ['a'] });
      await add({ parent_id: task.id });
      await fixture.tasks.delete({ id: task.id }, actor);
      const { id } = task;
      const ends = await Promise.allSettled([
        restore(id),
        fixture.trash.purge({ id }, actor),
        restore(id),
        fixture.trash.empty({}, actor),
      ]);
      const back = ends.filter((end, index) => index % 2 === 0 && end.status === 'fulfilled').length;
      for (const end of ends)
        if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'trash.not_found' });
      expect(back).toBeLessThanOrEqual(1);
      const { results } = await fixture.tasks.list({ ids: [id] }, actor);
      expect(results).toHaveLength(back);
      expect(await trashed()).toEqual([]);
    }
  });

  it('is never half of a thing, when connections to the database break while things come and go', async () => {
    const kinds = ['project', 'section', 'task', 'comment'] as const;
    const things = await aFullProject();
    const before = await dump();
    let running = true;
    const { pool } = fixture.service.dataSource.driver as unknown as { pool: Pool };
    const breakConnections = async (): Promise<void> => {
      while (running) {
        const threads = pool._allConnections.toArray().map(({ threadId }) => threadId);
        for (const thread of threads) await query(`KILL CONNECTION ${thread}`).catch(() => undefined);
        await new Promise(setImmediate);
      }
    };
    const breaking = breakConnections();
    let broken = 0;
    const count = (): void => void broken++;
    for (let round = 0; round < 12; round++) {
      const kind = kinds[round % 4];
      await fixture[`${kind}s`].delete({ id: things[kind] }, actor).catch(count);
      await restore(things[kind]).catch(count);
    }
    running = false;
    await breaking;
    expect(broken).toBeGreaterThan(0);
    for (const id of (await trashed()).sort((one, other) => order(one) - order(other))) await restore(id);
    expect(await dump()).toEqual(before);

    function order(id: string): number {
      return kinds.findIndex((kind) => things[kind] === id);
    }
  }, 60_000);

  it('is never half of a thing, when it is deleted and restored at once with changes to it', async () => {
    const task = await add();
    for (let round = 0; round < 10; round++) {
      const child = await add({ parent_id: task.id, labels: ['a'] });
      await Promise.allSettled([
        fixture.tasks.delete({ id: task.id }, actor),
        fixture.tasks.update({ id: child.id, content: 'Changed' }, actor),
        add({ parent_id: task.id, content: 'Late' }),
        fixture.comments.add(aComment({ task_id: child.id }), actor),
      ]);
      await restore(task.id);
      expect(await fixture.tasks.get({ id: child.id }, actor)).toMatchObject({ parent_id: task.id, labels: ['a'] });
    }
    expect(await trashed()).toEqual([]);
  });
});

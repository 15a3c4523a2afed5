import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { trashedTables } from '../src/trash/trashed-tables.js';
import { anActor, aTask, type Fixture, startTaskService } from './fixture.js';
import { aFullProject, dump, leftInTrash } from './trash-fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  fixture.service.dataSource.query<T[]>(sql, values);
const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const restore = (id: string): ReturnType<Fixture['trash']['restore']> => fixture.trash.restore({ id }, actor);
const trashed = async (): Promise<string[]> => (await fixture.trash.list({}, actor)).results.map(({ id }) => id);

/** What the search knows of a project, which is known anew. */
const ofSearch = ['searched_seq', 'has_unsearched'];

describe('the tables of the trash', () => {
  it('have the columns of those that they stand in for', async () => {
    const columnsOf = (table: string): Promise<{ name: string }[]> =>
      query(
        `SELECT column_name AS name, column_type AS type, is_nullable AS nullable, collation_name AS collation
         FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY column_name`,
        [table],
      );
    for (const [table, names] of Object.entries(trashedTables)) {
      const live = (await columnsOf(table)).filter(({ name }) => !ofSearch.includes(name));
      const shadow = await columnsOf(`trashed_${table}`);
      expect([table, shadow.filter(({ name }) => name !== 'trash_id')]).toEqual([table, live]);
      expect([table, live.map(({ name }) => name).sort()]).toEqual([table, [...names].sort()]);
    }
  });

  it('stand in for all that would go with what is deleted, except for invitations', async () => {
    const rows = await query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.key_column_usage
       WHERE table_schema = DATABASE() AND referenced_table_name IN (?)`,
      [Object.keys(trashedTables)],
    );
    for (const { name } of rows) expect([...Object.keys(trashedTables), 'invitation']).toContain(name);
  });
});

describe('what is deleted', () => {
  it.each(['project', 'section', 'task', 'comment'] as const)('comes back as it was: a %s', async (kind) => {
    const things = await aFullProject(fixture, actor);
    const before = await dump(fixture, actor);
    await fixture[`${kind}s`].delete({ id: things[kind] }, actor);
    await expect(fixture[`${kind}s`].get({ id: things[kind] }, actor)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await dump(fixture, actor)).not.toEqual(before);
    expect(await leftInTrash(fixture, things[kind])).toBeGreaterThan(0);
    const restored = await restore(things[kind]);
    expect(restored).toMatchObject({ id: things[kind], kind });
    expect(await dump(fixture, actor)).toEqual(before);
    expect(await trashed()).toEqual([]);
    expect(await leftInTrash(fixture, things[kind])).toBe(0);
  });

  it('is listed newest first, with what went with it', async () => {
    const { project, section, task, comment } = await aFullProject(fixture, actor);
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

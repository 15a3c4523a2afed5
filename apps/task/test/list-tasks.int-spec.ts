import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { newId } from '#database/id.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const contents = async (query = {}): Promise<string[]> =>
  (await fixture.tasks.list(query, actor)).results.map(({ content }) => content);

describe('listing tasks', () => {
  it('narrows by project, section, parent, label and ids, and leaves out what is completed', async () => {
    const project = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Spring', project_id: project.id }, actor);
    const inbox = await add({ content: 'inbox', labels: ['x'] });
    const inProject = await add({ content: 'in project', project_id: project.id, labels: ['X'] });
    const inSection = await add({ content: 'in section', section_id: section.id, labels: ['x', 'y'] });
    await add({ content: 'sub', parent_id: inSection.id });
    const done = await add({ content: 'done', project_id: project.id });
    await fixture.tasks.close({ id: done.id }, actor);
    expect((await contents()).sort()).toEqual(['in project', 'in section', 'inbox', 'sub']);
    expect((await contents({ project_id: project.id })).sort()).toEqual(['in project', 'in section', 'sub']);
    expect((await contents({ section_id: section.id })).sort()).toEqual(['in section', 'sub']);
    expect(await contents({ parent_id: inSection.id })).toEqual(['sub']);
    expect((await contents({ label: 'x' })).sort()).toEqual(['in section', 'inbox']);
    expect(await contents({ label: 'x', project_id: project.id })).toEqual(['in section']);
    expect((await contents({ ids: [inbox.id, inProject.id, done.id, newId(), 'nonsense'] })).sort()).toEqual([
      'in project',
      'inbox',
    ]);
    expect(await contents({ ids: ['nonsense'] })).toEqual([]);
    await expect(contents({ section_id: newId() })).rejects.toMatchObject({ code: 'section.not_found' });
  });

  it('turns pages without losing or repeating any, while tasks come and go', async () => {
    for (let i = 0; i < 7; i++) await add({ content: `task ${i}` });
    const first = await fixture.tasks.list({ limit: 3 }, actor);
    await fixture.tasks.delete({ id: first.results[1].id }, actor);
    await add({ content: 'before', order: 1 });
    const second = await fixture.tasks.list({ limit: 3, cursor: first.next_cursor }, actor);
    const third = await fixture.tasks.list({ limit: 3, cursor: second.next_cursor }, actor);
    const rest = [...second.results, ...third.results].map(({ content }) => content);
    expect(rest.slice(-4)).toEqual(['task 3', 'task 4', 'task 5', 'task 6']);
    expect(third.next_cursor).toBeNull();
  });

  it('goes through many projects, of which most have nothing to show, each task once and those of a project together', async () => {
    const added: string[] = [];
    for (let number = 0; number < 80; number++) {
      const { id: project_id } = await fixture.projects.add({ name: `Project ${number}` }, actor);
      if (number % 13 > 0) continue;
      for (let each = 0; each < 3; each++) added.push((await add({ project_id, labels: ['found'] })).id);
    }
    await add({ content: 'in the Inbox' });
    const listed: Task[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await fixture.tasks.list({ limit: 4, cursor, label: 'found' }, actor);
      listed.push(...page.results);
      cursor = page.next_cursor;
    } while (cursor);
    expect(listed.map(({ id }) => id).sort()).toEqual(added.sort());
    const runs = listed.filter(({ project_id }, index) => project_id !== listed[index - 1]?.project_id);
    expect(runs).toHaveLength(7);
  });

  it.each(['', 'nonsense', Buffer.from('[1]').toString('base64url'), Buffer.from('[1e99,"x"]').toString('base64url')])(
    'refuses a cursor that it did not give out: "%s"',
    async (cursor) => {
      await expect(fixture.tasks.list({ cursor }, actor)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'page.cursor',
        details: { field: 'cursor' },
      });
    },
  );

  it('counts the comments of each', async () => {
    const [one, two] = [await add(), await add()];
    for (const content of ['a', 'b']) await fixture.comments.add(aComment({ content, task_id: one.id }), actor);
    const { results } = await fixture.tasks.list({}, actor);
    expect(results.map(({ id, note_count }) => [id, note_count])).toEqual([
      [one.id, 2],
      [two.id, 0],
    ]);
  });
});

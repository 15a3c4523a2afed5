import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import type { SyncCommand } from '#contracts/sync.contract.js';
import type { BatchOutcome } from '#contracts/sync.contract.js';
import { aComment, anActor, aTask, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => {
  actor = anActor();
});

const aCommand = (type: string, args: Record<string, unknown>, temp_id?: string): SyncCommand => ({
  type,
  uuid: randomUUID(),
  args,
  ...(temp_id ? { temp_id } : {}),
});

const apply = (...commands: SyncCommand[]): Promise<BatchOutcome> => fixture.syncs.apply({ commands }, actor);

/** Executes commands that are all taken, and answers the ids of what was made. */
async function make(...commands: SyncCommand[]): Promise<Record<string, string>> {
  const { outcomes, temp_id_mapping } = await apply(...commands);
  expect(Object.values(outcomes)).toEqual(commands.map(() => null));
  return temp_id_mapping;
}

const task = (id: string): Promise<object> => fixture.tasks.get({ id }, actor);
const tasks = async (): Promise<string[]> =>
  (await fixture.tasks.list({}, actor)).results.map(({ content }) => content);

describe('a batch of commands', () => {
  it('is executed in its order, and temporary ids stand for what was made before', async () => {
    const { p, s, t, u } = await make(
      aCommand('project_add', { name: 'Garden' }, 'p'),
      aCommand('section_add', { name: 'Beds', project_id: 'p' }, 's'),
      aCommand('item_add', { content: 't', section_id: 's' }, 't'),
      aCommand('item_add', { content: 'Weed', parent_id: 't' }, 'u'),
      aCommand('note_add', { item_id: 't', content: 'u', file_id: null, file_attachment: null }, 'n'),
      aCommand('item_reorder', { items: [{ id: 'u', child_order: 7 }] }),
      aCommand('item_complete', { id: 'u' }),
    );
    expect(await task(t)).toMatchObject({ content: 't', project_id: p, section_id: s, note_count: 1 });
    expect(await task(u)).toMatchObject({ parent_id: t, child_order: 7, checked: true });
  });

  it('goes on after a command that is refused', async () => {
    const commands = [
      aCommand('item_add', { content: 'One' }),
      aCommand('item_delete', { id: randomUUID() }),
      aCommand('item_add', { content: 'Two', project_id: 'nobody knows' }),
      aCommand('item_fly', {}),
      aCommand('item_add', { content: 'Three' }),
    ];
    const { outcomes } = await apply(...commands);
    expect(commands.map(({ uuid }) => outcomes[uuid]?.code ?? null)).toEqual([
      null,
      'task.not_found',
      'project.not_found',
      'sync.unknown_command',
      null,
    ]);
    expect(await tasks()).toEqual(['One', 'Three']);
  });

  it('executes a uuid once, and answers what it answered first', async () => {
    const commands = [
      aCommand('item_add', { content: 'Once' }, 't'),
      aCommand('item_update', { id: 't', priority: 4 }),
    ];
    const first = await apply(...commands);
    expect(await apply(...commands)).toEqual(first);
    expect(await tasks()).toEqual(['Once']);
    const [{ uuid }] = commands;
    const other = await apply({ ...aCommand('item_add', { content: 'Other' }), uuid });
    expect(other.outcomes[uuid]).toMatchObject({ code: 'request.id_reused' });
  });

  it('executes a uuid once when the same batch comes many times at once', async () => {
    const command = aCommand('item_add', { content: 'Once' }, 't');
    const answers = await Promise.all(Array.from({ length: 8 }, () => apply(command)));
    expect(new Set(answers.map(({ temp_id_mapping }) => temp_id_mapping.t)).size).toBe(1);
    expect(await tasks()).toEqual(['Once']);
  });

  it('executes the same uuid for each of two people', async () => {
    const command = aCommand('item_add', { content: 'Mine' });
    await apply(command);
    const stranger = anActor();
    await fixture.syncs.apply({ commands: [command] }, stranger);
    expect((await fixture.tasks.list({}, stranger)).results).toHaveLength(1);
  });
});

describe('commands about tasks', () => {
  it('set due dates by words, by a date, and by both for what recurs', async () => {
    const due = { date: '2031-02-03', string: 'every monday', is_recurring: true };
    const { a, b, c } = await make(
      aCommand('item_add', { content: 'a', due: { string: 'every monday' } }, 'a'),
      aCommand('item_add', { content: 'b', due: { date: '2031-02-03T09:00:00' } }, 'b'),
      aCommand('item_add', { content: 'c', due, deadline: { date: '2031-03-01' } }, 'c'),
    );
    expect(await task(a)).toMatchObject({ due: { is_recurring: true, string: 'every monday' } });
    expect(await task(b)).toMatchObject({ due: { is_recurring: false, date: '2031-02-03T09:00:00' } });
    expect(await task(c)).toMatchObject({ due: { ...due, date: '2031-02-03' }, deadline: { date: '2031-03-01' } });
    await make(aCommand('item_update', { id: c, due: null, deadline: null }));
    expect(await task(c)).toMatchObject({ due: null, deadline: null, content: 'c' });
  });

  it('complete what recurs for good, or go on to its next date', async () => {
    const due = { string: 'every day' };
    const { a, b, c } = await make(
      aCommand('item_add', { content: 'a', due }, 'a'),
      aCommand('item_add', { content: 'b', due }, 'b'),
      aCommand('item_add', { content: 'c', due }, 'c'),
      aCommand('item_complete', { id: 'a', completed_at: '2026-01-02T03:04:05Z' }),
      aCommand('item_close', { id: 'b' }),
      aCommand('item_update_date_complete', { id: 'c', due: { date: '2031-05-05' }, is_forward: 1 }),
    );
    expect(await task(a)).toMatchObject({ checked: true, completed_at: '2026-01-02T03:04:05.000Z' });
    expect(await task(b)).toMatchObject({ checked: false });
    expect(await task(c)).toMatchObject({ checked: false, due: { date: '2031-05-05', is_recurring: true } });
    expect((await fixture.occurrences.list({ id: c }, actor)).results).toHaveLength(1);
    await make(aCommand('item_uncomplete', { id: a }));
    expect(await task(a)).toMatchObject({ checked: false });
  });

  it('undo a completion with what it completed, and order a day', async () => {
    const { a, b, c } = await make(
      aCommand('item_add', { content: 'a' }, 'a'),
      aCommand('item_add', { content: 'b', parent_id: 'a' }, 'b'),
      aCommand('item_add', { content: 'c', parent_id: 'a' }, 'c'),
      aCommand('item_complete', { id: 'c' }),
      aCommand('item_complete', { id: 'a' }),
      aCommand('item_complete_undo', {
        id: 'a',
        descendants: [
          { id: 'b', checked: false },
          { id: 'c', checked: true },
        ],
      }),
      aCommand('item_update_day_orders', { ids_to_orders: { a: 3, b: 0 } }),
    );
    expect(await task(a)).toMatchObject({ checked: false, day_order: 3 });
    expect(await task(b)).toMatchObject({ checked: false, day_order: 0 });
    expect(await task(c)).toMatchObject({ checked: true, day_order: -1 });
  });

  it('move to another place, and out of a parent or a section', async () => {
    const { p, s, t, u } = await make(
      aCommand('project_add', { name: 'P' }, 'p'),
      aCommand('section_add', { name: 'S', project_id: 'p' }, 's'),
      aCommand('item_add', { content: 't' }, 't'),
      aCommand('item_add', { content: 'u' }, 'u'),
      aCommand('item_move', { id: 't', section_id: 's' }),
      aCommand('item_move', { id: 'u', parent_id: 't' }),
    );
    expect(await task(u)).toMatchObject({ project_id: p, section_id: s, parent_id: t });
    await make(aCommand('item_move', { id: u, parent_id: null }));
    expect(await task(u)).toMatchObject({ project_id: p, section_id: s, parent_id: null });
    await make(aCommand('item_move', { id: u, section_id: null }));
    expect(await task(u)).toMatchObject({ project_id: p, section_id: null });
  });
});

describe('commands about projects and sections', () => {
  it('move a project under another, but not under itself, and put it in its place', async () => {
    const { a, b } = await make(
      aCommand('project_add', { name: 'A' }, 'a'),
      aCommand('project_add', { name: 'B' }, 'b'),
      aCommand('project_move', { id: 'b', parent_id: 'a' }),
      aCommand('project_reorder', { projects: [{ id: 'b', child_order: 9 }] }),
    );
    expect(await fixture.projects.get({ id: b }, actor)).toMatchObject({ parent_id: a, child_order: 9 });
    const circle = aCommand('project_move', { id: a, parent_id: b });
    expect((await apply(circle)).outcomes[circle.uuid]).toMatchObject({ code: 'project.cycle' });
    await make(aCommand('project_move', { id: b, parent_id: null }), aCommand('project_delete', { id: a }));
    expect(await fixture.projects.get({ id: b }, actor)).toMatchObject({ parent_id: null });
  });

  it('move a section with its tasks to another project', async () => {
    const { a, s, t, u } = await make(
      aCommand('project_add', { name: 'A' }, 'a'),
      aCommand('section_add', { name: 'S', project_id: actor.user_id }, 's'),
      aCommand('item_add', { content: 't', section_id: 's' }, 't'),
      aCommand('item_add', { content: 'u', parent_id: 't' }, 'u'),
      aCommand('section_move', { id: 's', project_id: 'a' }),
    );
    for (const id of [t, u]) expect(await task(id)).toMatchObject({ project_id: a, section_id: s });
    const stranger = await fixture.projects.add({ name: 'Private' }, anActor());
    const theft = aCommand('section_move', { id: s, project_id: stranger.id });
    expect((await apply(theft)).outcomes[theft.uuid]).toMatchObject({ code: 'project.not_found' });
  });
});

describe('commands about labels and comments', () => {
  it('order labels, rename them on tasks and take them off', async () => {
    const { a, b } = await make(
      aCommand('label_add', { name: 'a' }, 'a'),
      aCommand('label_add', { name: 'b' }, 'b'),
      aCommand('label_update_orders', { id_order_mapping: { a: 5, b: 4 } }),
    );
    expect((await fixture.labels.list({}, actor)).results.map(({ id }) => id)).toEqual([b, a]);
    const { id } = await fixture.tasks.add(aTask({ labels: ['shared', 'other'] }), actor);
    await make(
      aCommand('label_rename', { name_old: 'shared', name_new: 'ours' }),
      aCommand('label_delete_occurrences', { name: 'other' }),
    );
    expect(await task(id)).toMatchObject({ labels: ['ours'] });
  });

  it('change and delete comments', async () => {
    const note = await fixture.comments.add(
      aComment({ project_id: (await fixture.projects.add({ name: 'P' }, actor)).id }),
      actor,
    );
    await make(aCommand('project_note_update', { id: note.id, content: 'New' }));
    expect(await fixture.comments.get({ id: note.id }, actor)).toMatchObject({ content: 'New' });
    await make(aCommand('note_delete', { id: note.id }));
    await expect(fixture.comments.get({ id: note.id }, actor)).rejects.toMatchObject({ code: 'comment.not_found' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { LogSweeper } from '../src/sync/log-sweeper.js';
import { aComment, anActor, aTask, count, type Fixture, startTaskService } from './fixture.js';
import { Replica } from './replica.js';

let fixture: Fixture;
let actor: Actor;
let replica: Replica;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(async () => {
  actor = anActor();
  replica = new Replica(fixture.syncs, actor);
  await replica.pull();
});

const tombstones = (changes: { resources: Record<string, object[]> }): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(changes.resources).flatMap(([resource, things]) => {
      const gone = (things as { id: string; is_deleted: boolean }[]).filter(({ is_deleted }) => is_deleted);
      return gone.length > 0 ? [[resource, gone.map(({ id }) => id).sort()]] : [];
    }),
  );

async function expectComplete(): Promise<void> {
  const fresh = new Replica(fixture.syncs, actor);
  await fresh.pull();
  expect(replica.content).toEqual(fresh.content);
}

describe('what changed', () => {
  it('is everything at first, with the Inbox, and nothing when nothing did', async () => {
    const { id } = await fixture.tasks.add(aTask(), actor);
    const fresh = new Replica(fixture.syncs, actor);
    expect(await fresh.pull()).toMatchObject({ full_sync: true, resources: { projects: [{ id: actor.user_id }] } });
    expect(fresh.ids('items')).toEqual([id]);
    const nothing = await fresh.pull();
    expect(nothing.full_sync).toBe(false);
    expect(Object.values(nothing.resources).flat()).toEqual([]);
  });

  it('is what was made, changed and deleted, of every kind', async () => {
    const project = await fixture.projects.add({ name: 'Garden' }, actor);
    const section = await fixture.sections.add({ name: 'Beds', project_id: project.id }, actor);
    const task = await fixture.tasks.add(aTask({ section_id: section.id, labels: ['wet'] }), actor);
    const label = await fixture.labels.add({ name: 'wet' }, actor);
    const note = await fixture.comments.add(aComment({ task_id: task.id }), actor);
    const remark = await fixture.comments.add(aComment({ project_id: project.id }), actor);
    await replica.pull();
    await expectComplete();
    await fixture.projects.update({ id: project.id, name: 'Allotment' }, actor);
    await fixture.sections.update({ id: section.id, name: 'Rows' }, actor);
    await fixture.tasks.update({ id: task.id, content: 'Prune' }, actor);
    await fixture.labels.update({ id: label.id, name: 'damp' }, actor);
    await fixture.comments.update({ id: note.id, content: 'Soon' }, actor);
    await fixture.comments.update({ id: remark.id, content: 'Later' }, actor);
    const { resources } = await replica.pull();
    expect(resources).toMatchObject({
      projects: [{ name: 'Allotment' }],
      sections: [{ name: 'Rows' }],
      items: [{ content: 'Prune', labels: ['damp'] }],
      labels: [{ name: 'damp', is_deleted: false }],
      notes: [{ content: 'Soon', item_id: task.id }],
      project_notes: [{ content: 'Later', project_id: project.id }],
    });
    await expectComplete();
    await fixture.comments.delete({ id: note.id }, actor);
    await fixture.comments.delete({ id: remark.id }, actor);
    await fixture.labels.delete({ id: label.id }, actor);
    expect(tombstones(await replica.pull())).toEqual({
      notes: [note.id],
      project_notes: [remark.id],
      labels: [label.id],
    });
    await expectComplete();
  });

  it('has a tombstone for all that goes along with what is deleted', async () => {
    const project = await fixture.projects.add({ name: 'House' }, actor);
    const child = await fixture.projects.add({ name: 'Attic', parent_id: project.id }, actor);
    const section = await fixture.sections.add({ name: 'Roof', project_id: child.id }, actor);
    const task = await fixture.tasks.add(aTask({ section_id: section.id }), actor);
    const subtask = await fixture.tasks.add(aTask({ parent_id: task.id }), actor);
    const note = await fixture.comments.add(aComment({ task_id: subtask.id }), actor);
    await replica.pull();
    await fixture.projects.delete({ id: project.id }, actor);
    expect(tombstones(await replica.pull())).toEqual({
      projects: [project.id, child.id].sort(),
      sections: [section.id],
      items: [task.id, subtask.id].sort(),
      notes: [note.id],
    });
    await expectComplete();
  });

  it('has a tombstone for the tasks of a section, and those under a task', async () => {
    const section = await fixture.sections.add({ name: 'Roof', project_id: actor.user_id }, actor);
    const inSection = await fixture.tasks.add(aTask({ section_id: section.id }), actor);
    const parent = await fixture.tasks.add(aTask(), actor);
    const child = await fixture.tasks.add(aTask({ parent_id: parent.id }), actor);
    await replica.pull();
    await fixture.sections.delete({ id: section.id }, actor);
    await fixture.tasks.delete({ id: parent.id }, actor);
    expect(tombstones(await replica.pull())).toEqual({
      sections: [section.id],
      items: [inSection.id, parent.id, child.id].sort(),
    });
    await expectComplete();
  });

  it('follows tasks between projects, and those that were moved out of one before it was deleted', async () => {
    const [a, b] = [await fixture.projects.add({ name: 'A' }, actor), await fixture.projects.add({ name: 'B' }, actor)];
    const stays = await fixture.tasks.add(aTask({ project_id: a.id }), actor);
    const moves = await fixture.tasks.add(aTask({ project_id: a.id }), actor);
    const note = await fixture.comments.add(aComment({ task_id: moves.id }), actor);
    await replica.pull();
    await fixture.tasks.move({ id: moves.id, project_id: b.id }, actor);
    await fixture.projects.delete({ id: a.id }, actor);
    expect(tombstones(await replica.pull())).toEqual({ projects: [a.id], items: [stays.id] });
    expect(replica.ids('items')).toEqual([moves.id]);
    expect(replica.ids('notes')).toEqual([note.id]);
    await expectComplete();
  });

  it('are the siblings, too, that make room', async () => {
    const first = await fixture.tasks.add(aTask(), actor);
    const one = await fixture.sections.add({ name: 'One', project_id: actor.user_id }, actor);
    await replica.pull();
    await fixture.tasks.add(aTask({ order: first.child_order }), actor);
    await fixture.sections.add({ name: 'Zero', project_id: actor.user_id, order: one.section_order }, actor);
    await replica.pull();
    await expectComplete();
  });

  it('brings a task with its comments back when it is reopened, also to who did not know it', async () => {
    const task = await fixture.tasks.add(aTask(), actor);
    const note = await fixture.comments.add(aComment({ task_id: task.id }), actor);
    await replica.pull();
    await fixture.tasks.close({ id: task.id }, actor);
    expect((await replica.pull()).resources.items).toMatchObject([{ id: task.id, checked: true }]);
    await expectComplete();
    const late = new Replica(fixture.syncs, actor);
    await late.pull();
    expect(late.ids('items')).toEqual([]);
    await fixture.tasks.reopen({ id: task.id }, actor);
    await late.pull();
    expect(late.ids('notes')).toEqual([note.id]);
    await replica.pull();
    await expectComplete();
  });

  it('shows nobody anything of others, and takes no token of theirs', async () => {
    await fixture.tasks.add(aTask(), actor);
    await replica.pull();
    const stranger = anActor();
    const changes = await fixture.syncs.read({ sync_token: replica.token, resource_types: ['all'] }, stranger);
    expect(changes.full_sync).toBe(true);
    expect(changes.resources).toMatchObject({ items: [], projects: [{ id: stranger.user_id }] });
  });

  it.each(['', 'nonsense', 'AAAA', '*', 'A'.repeat(50)])('is everything for the token %p', async (sync_token) => {
    expect(await fixture.syncs.read({ sync_token, resource_types: ['all'] }, actor)).toMatchObject({ full_sync: true });
  });

  it('is limited to the types that are asked for', async () => {
    const read = async (...resource_types: string[]): Promise<string[]> =>
      Object.keys((await fixture.syncs.read({ resource_types }, actor)).resources);
    expect(await read('items', 'sections', 'horses')).toEqual(['sections', 'items']);
    expect(await read('all', '-items', '-notes')).toEqual([
      'projects',
      'sections',
      'labels',
      'filters',
      'task_relations',
      'project_notes',
      'reminders',
      'collaborators',
      'collaborator_states',
    ]);
  });

  it('is everything once the token is older than the log', async () => {
    const now = Date.now;
    try {
      Date.now = () => now() + 31 * 24 * 3_600_000;
      expect(await replica.pull()).toMatchObject({ full_sync: true });
    } finally {
      Date.now = now;
    }
  });

  it('is everything after a backup was restored', async () => {
    await fixture.tasks.add(aTask(), actor);
    await replica.pull();
    const restored = 'UPDATE project SET seq = seq - 1 WHERE id = ?';
    await fixture.service.dataSource.query(restored, [idToBytes(actor.user_id)]);
    expect(await replica.pull()).toMatchObject({ full_sync: true });
  });

  it('comes in parts when it is much', async () => {
    for (let made = 0; made < 600; made += 50) {
      await Promise.all(Array.from({ length: 50 }, () => fixture.tasks.add(aTask(), actor)));
    }
    const changes = await replica.pull();
    expect(Object.keys(changes.rest)).toEqual(['items']);
    expect(replica.ids('items')).toHaveLength(600);
    await expectComplete();
  });
});

describe('the log', () => {
  it('is swept of what every good token has seen', async () => {
    const { id } = await fixture.projects.add({ name: 'Old' }, actor);
    await fixture.tasks.add(aTask({ project_id: id }), actor);
    await fixture.projects.delete({ id }, actor);
    const kept = await fixture.projects.add({ name: 'New' }, actor);
    await fixture.tasks.add(aTask({ project_id: kept.id }), actor);
    const { dataSource, app } = fixture.service;
    const old = 'UTC_DATE() - INTERVAL 33 DAY';
    await dataSource.query(`UPDATE change_log SET changed_on = ${old} WHERE scope_id = ?`, [idToBytes(id)]);
    await dataSource.query(`UPDATE gone_project SET gone_on = ${old} WHERE id = ?`, [idToBytes(id)]);
    await app.get(LogSweeper, { strict: false }).sweep();
    expect(await count(fixture, 'change_log', 'scope_id', id)).toBe(0);
    expect(await count(fixture, 'gone_project', 'id', id)).toBe(0);
    expect(await count(fixture, 'change_log', 'scope_id', kept.id)).toBe(1);
  });
});

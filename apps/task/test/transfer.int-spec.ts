import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Thing, thingKinds } from '#contracts/transfer.contract.js';
import { aMember, anActor, aRegistered, aTask, count, type Fixture, listenTo, startTaskService } from './fixture.js';
import { aLife, exported, imported, staged, transfersOf, withoutIds } from './transfer-fixture.js';
import { commentAdded } from '#contracts/events.js';
import { eventually } from '#testing/eventually.js';

let fixture: Fixture;
let transfers: ReturnType<typeof transfersOf>;
beforeAll(async () => {
  fixture = await startTaskService();
  transfers = transfersOf(fixture);
});
afterAll(() => fixture.stop());

const project = (fields: Partial<Thing> = {}): Thing => ({
  kind: 'project',
  id: 'p',
  at: 'line 2',
  name: 'P',
  ...fields,
});
const task = (fields: Partial<Thing> = {}): Thing => ({
  kind: 'task',
  id: 't',
  at: 'line 3',
  project_id: 'p',
  content: 'T',
  ...fields,
});
const relation = (fields: Partial<Thing> = {}): Thing => ({
  kind: 'relation',
  id: 'r',
  at: 'line 5',
  task_id: 't',
  type: 'blocks',
  other_id: 'u',
  ...fields,
});
const pair = [project(), task(), task({ id: 'u' })];

describe('everything that somebody has', () => {
  it('is the same after it was carried to another account', async () => {
    const before = await exported(transfers, await aLife(fixture));
    expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(thingKinds));
    const other = await aRegistered(fixture);
    const { added, not_carried } = await imported(transfers, before, other);
    expect(not_carried).toEqual([]);
    expect(added).toMatchObject({
      labels: 2,
      filters: 1,
      projects: 3,
      sections: 2,
      tasks: 6,
      relations: 3,
      files: 1,
      reminders: 2,
    });
    expect(withoutIds(await exported(transfers, other))).toEqual(withoutIds(before));
  });

  it('comes behind what is there, where it is not alone', async () => {
    const before = await exported(transfers, await aLife(fixture));
    const actor = await aRegistered(fixture);
    await fixture.labels.add({ name: 'home', color: 'yellow' }, actor);
    await fixture.projects.add({ name: 'Mine' }, actor);
    await fixture.tasks.add(aTask({ content: 'Mine' }), actor);
    const report = await imported(transfers, before, actor);
    expect(report.not_carried).toEqual([expect.objectContaining({ what: 'label home' })]);
    const top = (await fixture.projects.list({}, actor)).results.filter(({ parent_id }) => parent_id === null);
    expect(top.map(({ name }) => name)).toEqual(['Inbox', 'Mine', 'Garden']);
    const [{ content }] = (await fixture.tasks.list({ project_id: actor.user_id }, actor)).results;
    expect(content).toBe('Mine');
    const colors = (await fixture.labels.list({}, actor)).results.map(({ name, color }) => [name, color]);
    expect(colors).toEqual([
      ['home', 'yellow'],
      ['away', 'charcoal'],
    ]);
  });

  it('is told to those who sync, to the log and to other services', async () => {
    const actor = await aRegistered(fixture);
    const { sync_token } = await fixture.syncs.read({ sync_token: '*', resource_types: ['all'] }, actor);
    const heard = await listenTo(fixture.broker, commentAdded);
    const comment = { kind: 'comment', id: 'c', task_id: 't', content: 'See' };
    await imported(transfers, [project(), task(), comment], actor);
    const { resources } = await fixture.syncs.read({ sync_token, resource_types: ['all'] }, actor);
    expect(resources).toMatchObject({
      projects: [{ name: 'P' }],
      items: [{ content: 'T', note_count: 1 }],
      notes: [{ content: 'See' }],
    });
    const log = (await fixture.activities.list({}, actor)).results.map(({ event_type }) => event_type);
    expect(log).toEqual(['added', 'added', 'added']);
    await eventually(() => expect(heard).toContainEqual(expect.objectContaining({ posted_uid: actor.user_id })));
  });
});

describe('relations', () => {
  it('are carried only between tasks that both are', async () => {
    const other = await aRegistered(fixture);
    const shared = await fixture.projects.add({ name: 'Shared' }, other);
    const actor = await aMember(fixture, { project_id: shared.id }, 'editor', other);
    const mine = await fixture.tasks.add(aTask(), actor);
    const theirs = await fixture.tasks.add(aTask({ project_id: shared.id }), actor);
    await fixture.relations.add({ task_id: mine.id, type: 'blocks', related_task_id: theirs.id }, actor);
    for (const each of [actor, other]) {
      expect((await exported(transfers, each)).filter(({ kind }) => kind === 'relation')).toEqual([]);
    }
  });

  it('between tasks that relate to each other are the same in a second backup, whichever task is told first', async () => {
    const actor = await aRegistered(fixture);
    const [child, parent] = [await fixture.tasks.add(aTask(), actor), await fixture.tasks.add(aTask(), actor)];
    await fixture.tasks.move({ id: child.id, parent_id: parent.id }, actor);
    await fixture.relations.add({ task_id: child.id, type: 'relates_to', related_task_id: parent.id }, actor);
    const before = await exported(transfers, actor);
    const other = await aRegistered(fixture);
    await imported(transfers, before, other);
    const after = await exported(transfers, other);
    expect(withoutIds(after)).toEqual(withoutIds(before));
    const [task_id, related_task_id] = after.filter(({ kind }) => kind === 'task').map(({ id }) => id!);
    const again = fixture.relations.add({ task_id, type: 'relates_to', related_task_id }, other);
    await expect(again).rejects.toMatchObject({ code: 'relation.exists' });
  });

  it('are told to those who sync', async () => {
    const actor = await aRegistered(fixture);
    const { sync_token } = await fixture.syncs.read({ sync_token: '*', resource_types: ['all'] }, actor);
    await imported(transfers, [...pair, relation()], actor);
    const { resources } = await fixture.syncs.read({ sync_token, resource_types: ['task_relations'] }, actor);
    expect(resources).toMatchObject({ task_relations: [{ type: 'blocks' }] });
  });

  it('beyond 100 on a task are told as not carried', async () => {
    const actor = await aRegistered(fixture);
    const others = Array.from({ length: 101 }, (_, index) => `u${index}`);
    const things = [project(), task(), ...others.map((id) => task({ id }))];
    const relations = others.map((other_id, index) => relation({ id: `r${index}`, other_id }));
    const { added, not_carried } = await imported(transfers, [...things, ...relations], actor);
    expect([added.relations, not_carried.map(({ what }) => what)]).toEqual([100, ['relation r100']]);
  });
});

describe('an import', () => {
  it('that is only tried tells the same, and changes nothing', async () => {
    const before = await exported(transfers, await aLife(fixture));
    const other = await aRegistered(fixture);
    const empty = await exported(transfers, other);
    const id = await staged(transfers, before, other);
    const preview = await transfers.preview({ id }, other, { timeout: 60_000 });
    expect(await exported(transfers, other)).toEqual(empty);
    const report = await transfers.apply({ id }, other, { timeout: 60_000 });
    expect({ ...preview, ids: {} }).toEqual({ ...report, ids: {}, dry_run: true });
  });

  it('is applied once', async () => {
    const actor = anActor();
    const id = await staged(transfers, [project(), task()], actor);
    await transfers.apply({ id }, actor);
    await expect(transfers.apply({ id }, actor)).rejects.toMatchObject({ code: 'transfer.not_found' });
    expect(await count(fixture, 'transfer_page', 'transfer_id', id)).toBe(0);
  });

  it.each<[string, Thing[], string, string]>([
    ['an unknown kind', [{ kind: 'cat', id: '1', at: 'line 2' }], 'transfer.thing_invalid', 'line 2.kind'],
    ['no id', [project({ id: undefined })], 'transfer.thing_invalid', 'line 2.id'],
    ['an unknown field', [project({ colour: 'red' })], 'transfer.thing_invalid', 'line 2.colour'],
    ['a field that is missing', [project({ name: undefined })], 'transfer.thing_invalid', 'line 2.name'],
    ['a field of another type', [project(), task({ priority: '1' })], 'transfer.thing_invalid', 'line 3.priority'],
    ['half a character', [project({ name: '\ud800' })], 'transfer.thing_invalid', 'line 2.name'],
    ['a date that is none', [project(), task({ due_date: '2026-02-30' })], 'transfer.thing_invalid', 'line 3.due_date'],
    ['a time without a date', [project(), task({ due_time: '09:00:00' })], 'transfer.thing_invalid', 'line 3.due_date'],
    [
      'a rule that is none',
      [project(), task({ due_date: '2026-02-03', due_recurrence: 'DTSTART:20260203\nRRULE:FREQ=DAILY;INTERVAL=0' })],
      'transfer.thing_invalid',
      'line 3.due_recurrence',
    ],
    ['a project that is not there', [task()], 'transfer.unknown_reference', 'line 3.project_id'],
    ['a parent that comes later', [project({ parent_id: 'q' })], 'transfer.unknown_reference', 'line 2.parent_id'],
    ['the same id twice', [project(), project()], 'transfer.thing_invalid', 'line 2.id'],
    [
      'a section of another project',
      [
        project(),
        project({ id: 'q' }),
        { kind: 'section', id: 's', project_id: 'q', name: 'S' },
        task({ section_id: 's' }),
      ],
      'transfer.thing_invalid',
      'line 3.section_id',
    ],
    [
      'an open task under a completed one',
      [project(), task({ completed_at: '2026-01-01T00:00:00Z' }), task({ id: 'u', parent_id: 't' })],
      'transfer.thing_invalid',
      'line 3.parent_id',
    ],
    ['a task that blocks itself', [...pair, relation({ other_id: 't' })], 'transfer.thing_invalid', 'line 5.other_id'],
    ['a relation of no type', [...pair, relation({ type: undefined })], 'transfer.thing_invalid', 'line 5.type'],
    ['a relation to nothing', [...pair, relation({ other_id: 'v' })], 'transfer.unknown_reference', 'line 5.other_id'],
    [
      'a relation twice, seen from either task',
      [
        ...pair,
        relation({ type: 'relates_to' }),
        relation({ id: 's', at: 'line 6', type: 'relates_to', task_id: 'u', other_id: 't' }),
      ],
      'transfer.thing_invalid',
      'line 6.other_id',
    ],
    [
      'tasks that block each other in a circle',
      [
        ...pair,
        task({ id: 'v' }),
        relation(),
        relation({ id: 's', at: 'line 6', task_id: 'u', other_id: 'v' }),
        relation({ id: 'x', at: 'line 7', task_id: 'v', other_id: 't' }),
      ],
      'transfer.thing_invalid',
      'line 7.other_id',
    ],
    [
      'a comment on nothing',
      [{ kind: 'comment', id: 'c', at: 'line 9', content: 'C' }],
      'transfer.thing_invalid',
      'line 9.task_id',
    ],
  ])('refuses %s, names it, and changes nothing', async (_, things, code, field) => {
    const actor = await aRegistered(fixture);
    const before = await exported(transfers, actor);
    await expect(imported(transfers, things, actor)).rejects.toMatchObject({ code, details: { field } });
    expect(await exported(transfers, actor)).toEqual(before);
  });

  it('keeps a task whose date is not understood, and says so', async () => {
    const actor = await aRegistered(fixture);
    const words = ['2039-05-06', '2039-05-06T07:08:00Z', 'every monday at 9', 'jeden Montag'];
    const things = words.map((due_words, index) => task({ id: `t${index}`, due_words, position: index }));
    const { not_carried } = await imported(transfers, [project(), ...things], actor);
    expect(not_carried).toEqual([expect.objectContaining({ at: 'line 3', what: 'date "jeden Montag"' })]);
    const tasks = (await exported(transfers, actor)).filter(({ kind }) => kind === 'task');
    expect(tasks.map(({ due_date, due_time }) => [due_date !== null, due_time])).toEqual([
      [true, null],
      [true, '07:08:00'],
      [true, '09:00:00'],
      [false, null],
    ]);
  });

  it('is its person’s alone', async () => {
    const actor = anActor();
    const id = await staged(transfers, [project()], actor);
    const stranger = anActor();
    const notFound = { code: 'transfer.not_found' };
    await expect(transfers.page({ id, number: 0 }, stranger)).rejects.toMatchObject(notFound);
    await expect(transfers.stage({ id, number: 1, things: [] }, stranger)).rejects.toMatchObject(notFound);
    await expect(transfers.preview({ id }, stranger)).rejects.toMatchObject(notFound);
    await expect(transfers.apply({ id }, stranger)).rejects.toMatchObject(notFound);
    await expect(transfers.export({ project_id: actor.user_id }, stranger)).rejects.toMatchObject({
      code: 'project.not_found',
    });
  });
});

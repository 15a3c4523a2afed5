import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import {
  commentAdded,
  commentDeleted,
  taskPurged,
  userDeleted,
  userDeletionRequested,
  userRegistered,
} from '#contracts/events.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { traces } from '#testing/traces.js';
import {
  aComment,
  aMember,
  anActor,
  aPicture,
  aRegistered,
  aTask,
  count,
  type Fixture,
  listenTo,
  publish,
  startTaskService,
} from './fixture.js';

let fixture: Fixture;
let answers: Record<string, unknown>[];
beforeAll(async () => {
  fixture = await startTaskService();
  answers = await listenTo(fixture.broker, taskPurged);
  await listenTo(fixture.broker, commentAdded); // or they wait in the outbox
});
afterAll(() => fixture.stop());

/** What the content of everything that is made here has in it. */
let marker: string;
beforeEach(() => void (marker = `marker ${newId()}`));

interface Request {
  version?: number;
  messageId?: string;
  participants?: string[];
}
const request = (
  { user_id: id }: Actor,
  { version = 2, messageId, participants = ['task'] }: Request = {},
): Promise<void> => publish(fixture.broker, userDeletionRequested, { id, version, messageId }, { id, participants });
const register = ({ user_id: id }: Actor, version = 1): Promise<void> => {
  const data = { id, email: 'sam@example.org', full_name: marker, timezone: 'Europe/Madrid' };
  return publish(fixture.broker, userRegistered, { id, version }, data);
};
const answered = ({ user_id }: Actor, times = 1): Promise<void> =>
  eventually(() => expect(answers.filter(({ id }) => id === user_id)).toHaveLength(times));
const purge = async (actor: Actor): Promise<void> => {
  await request(actor);
  await answered(actor);
};
/** Until what was published before has been taken: in all likelihood, for events are taken side by side. */
const caughtUp = async (): Promise<void> => {
  const other = anActor();
  await register(other);
  await eventually(async () => expect(await count(fixture, 'project', 'id', other.user_id)).toBe(1));
};
const tracesOf = ({ user_id }: Actor): Promise<string[]> =>
  traces((sql) => fixture.service.dataSource.query(sql), user_id, marker);
const tombstone = async ({ user_id }: Actor): Promise<unknown> => {
  const sql = 'SELECT email, full_name, timezone, deleted_at FROM member WHERE id = ?';
  return (await fixture.service.dataSource.query<unknown[]>(sql, [idToBytes(user_id)]))[0];
};
const buried = { email: '', full_name: '', timezone: 'UTC', deleted_at: expect.any(Date) as unknown };

/** Gives somebody one of everything, on many levels. */
async function fill(actor: Actor): Promise<{ project: string; task: string; comment: string; label: string }> {
  const project = await fixture.projects.add({ name: marker }, actor);
  let under = project;
  for (let level = 0; level < 17; level++) {
    under = await fixture.projects.add({ name: marker, parent_id: under.id }, actor);
  }
  const section = await fixture.sections.add({ name: marker, project_id: under.id }, actor);
  const task = await fixture.tasks.add(aTask({ content: marker, section_id: section.id, labels: [marker] }), actor);
  await fixture.tasks.add(aTask({ content: marker, parent_id: task.id }), actor);
  await fixture.tasks.add(aTask({ content: marker }), actor);
  const recurring = await fixture.tasks.add(aTask({ content: marker, due_string: 'every day' }), actor);
  await fixture.tasks.close({ id: recurring.id }, actor);
  await fixture.reminders.add({ task_id: task.id, due: { string: 'tomorrow at 9' } }, actor);
  const comment = await fixture.comments.add(aPicture({ task_id: task.id, content: marker }), actor);
  await fixture.comments.add(aComment({ project_id: project.id, content: marker }), actor);
  const label = await fixture.labels.add({ name: marker }, actor);
  const gone = await fixture.projects.add({ name: marker }, actor);
  const goneTask = await fixture.tasks.add(aTask({ content: marker, project_id: gone.id, labels: [marker] }), actor);
  await fixture.comments.add(aPicture({ task_id: goneTask.id, content: marker }), actor);
  await fixture.tasks.delete({ id: goneTask.id }, actor);
  await fixture.projects.delete({ id: gone.id }, actor);
  await fixture.labels.delete({ id: (await fixture.labels.add({ name: `gone ${marker}` }, actor)).id }, actor);
  await fixture.filters.add({ name: marker, query: `@${marker}` }, actor);
  return { project: project.id, task: task.id, comment: comment.id, label: label.id };
}

it('removes everything of somebody who left, and nothing of anybody else', async () => {
  const [leaver, other] = [anActor(), anActor()];
  const { task } = await fill(leaver);
  await register(leaver);
  const others = marker;
  marker = `marker ${newId()}`;
  const { task: kept } = await fill(other);
  [marker] = [others];
  await purge(leaver);
  await eventually(async () => expect(await tracesOf(leaver)).toEqual(['member']));
  expect(await tombstone(leaver)).toEqual(buried);
  expect(await count(fixture, 'task_label', 'task_id', task)).toBe(0);
  expect(await fixture.tasks.get({ id: kept }, other)).toMatchObject({ id: kept });
  expect((await fixture.labels.list({}, other)).results).toHaveLength(1);
  expect((await fixture.filters.list({}, other)).results).toHaveLength(1);
});

it('answers each time that it is asked, and only then', async () => {
  const [asked, notAsked] = [anActor(), anActor()];
  await purge(asked);
  await request(asked, { participants: ['storage', 'task'] });
  await answered(asked, 2);
  const messageId = newId();
  for (let delivery = 0; delivery < 3; delivery++) await request(asked, { messageId });
  await answered(asked, 3);
  await request(notAsked, { participants: ['storage'] });
  await caughtUp();
  await answered(asked, 3);
  await answered(notAsked, 0);
  expect(await count(fixture, 'member', 'id', notAsked.user_id)).toBe(0);
});

it('removes everything also when it hears no more than that an account is gone', async () => {
  const actor = anActor();
  await fill(actor);
  await publish(fixture.broker, userDeleted, { id: actor.user_id, version: 2 }, { id: actor.user_id });
  await eventually(async () => expect(await tracesOf(actor)).toEqual(['member']));
  await answered(actor, 0);
});

it('opens nothing for somebody who left, in whatever order it hears of it', async () => {
  const [early, late] = [anActor(), anActor()];
  await register(late);
  await eventually(async () => expect(await count(fixture, 'project', 'id', late.user_id)).toBe(1));
  for (const actor of [early, late]) {
    await purge(actor);
    for (const version of [1, 9]) await register(actor, version);
  }
  await caughtUp();
  for (const actor of [early, late]) {
    await eventually(async () => expect(await tracesOf(actor)).toEqual(['member']));
    expect(await tombstone(actor)).toEqual(buried);
  }
});

it('refuses every command that comes late, and keeps nothing of it', async () => {
  const actor = anActor();
  const { project, task, comment, label } = await fill(actor);
  await purge(actor);
  const late: [Promise<unknown>, string][] = [
    [fixture.projects.list({}, actor), 'account'],
    [fixture.projects.add({ name: marker }, actor), 'account'],
    [fixture.labels.add({ name: marker }, actor), 'account'],
    [fixture.labels.update({ id: label, name: marker }, actor), 'account'],
    [fixture.sections.add({ name: marker, project_id: actor.user_id }, actor), 'account'],
    [fixture.tasks.add(aTask({ content: marker }), actor), 'account'],
    [fixture.comments.add(aComment({ project_id: actor.user_id, content: marker }), actor), 'account'],
    [fixture.tasks.add(aTask({ content: marker, project_id: project }), actor), 'project'],
    [fixture.projects.update({ id: project, name: marker }, actor), 'project'],
    [fixture.tasks.add(aTask({ content: marker, parent_id: task }), actor), 'task'],
    [fixture.tasks.update({ id: task, content: marker }, actor), 'task'],
    [fixture.tasks.close({ id: task }, actor), 'task'],
    [fixture.comments.add(aComment({ task_id: task, content: marker }), actor), 'task'],
    [fixture.comments.update({ id: comment, content: marker }, actor), 'comment'],
  ];
  for (const [answer, feature] of late) {
    await expect(answer).rejects.toMatchObject({ kind: 'not_found', code: `${feature}.not_found` });
  }
  await eventually(async () => expect(await tracesOf(actor)).toEqual(['member']));
});

it('leaves nothing of what is being added at the very moment', async () => {
  for (let round = 0; round < 5; round++) {
    const actor = anActor();
    const { id: project_id } = await fixture.projects.add({ name: marker }, actor);
    let running = true;
    const add = async (place: object): Promise<void> => {
      while (running) {
        const { id: task_id } = await fixture.tasks.add(aTask({ content: marker, labels: [marker], ...place }), actor);
        await fixture.comments.add(aComment({ task_id, content: marker }), actor);
        await fixture.projects.add({ name: marker }, actor);
      }
    };
    const writers = [{}, {}, { project_id }, { project_id }].map((place) => add(place));
    await eventually(async () => expect(await count(fixture, 'task', 'user_id', actor.user_id)).toBeGreaterThan(4));
    await purge(actor);
    const ends = await Promise.allSettled(writers);
    running = false;
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { kind: 'not_found' } });
    await eventually(async () => expect(await tracesOf(actor)).toEqual(['member']));
  }
});

async function react(id: string, actor: Actor): Promise<void> {
  const command = { type: 'note_reaction_add', uuid: newId(), args: { id, reaction: '👍' } };
  expect(Object.values((await fixture.syncs.apply({ commands: [command] }, actor)).outcomes)).toEqual([null]);
}

it('takes somebody out of what belongs to others, where their tasks stay as the owner’s', async () => {
  const owner = await aRegistered(fixture);
  const { id: project_id } = await fixture.projects.add({ name: 'Shared' }, owner);
  const { id: alone } = await fixture.tasks.add(aTask(), owner);
  const leaver = await aMember(fixture, { project_id }, 'manager', owner);
  const invitation = await fixture.invitations.invite({ task_id: alone, email: leaver.email, role: 'editor' }, owner);
  await fixture.invitations.accept({ id: invitation.id }, leaver);
  await fixture.invitations.invite({ project_id, email: 'guest@example.org', role: 'viewer' }, leaver);
  await fixture.invitations.invite({ task_id: alone, email: 'guest@example.org', role: 'viewer' }, owner);
  const section = await fixture.sections.add({ name: 'Section', project_id }, leaver);
  const assigned = await fixture.tasks.add(aTask({ project_id, assignee_id: leaver.user_id }), owner);
  const kept = await fixture.tasks.add(aTask({ section_id: section.id, assignee_id: owner.user_id }), leaver);
  const recurring = await fixture.tasks.add(aTask({ project_id, due_string: 'every day' }), leaver);
  await fixture.tasks.close({ id: recurring.id }, leaver);
  await fixture.tasks.add(aTask({ parent_id: alone }), leaver);
  const moved = await fixture.tasks.add(aTask({ project_id }), leaver);
  await fixture.tasks.move({ id: moved.id, project_id: owner.user_id }, owner);
  const comment = await fixture.comments.add(aPicture({ task_id: kept.id }), leaver);
  const trashed = await fixture.tasks.add(aTask({ project_id }), leaver);
  await fixture.tasks.update({ id: trashed.id, assignee_id: leaver.user_id }, owner);
  await fixture.reminders.add({ task_id: trashed.id, due: { string: 'tomorrow at 9' } }, leaver);
  await fixture.comments.add(aPicture({ task_id: trashed.id }), leaver);
  await fixture.tasks.delete({ id: trashed.id }, leaver);
  const own = await fixture.comments.add(aComment({ task_id: kept.id }), owner);
  for (const who of [owner, leaver]) await react(own.id, who);
  const secret = await fixture.comments.add(aComment({ project_id }), leaver);
  await fixture.comments.delete({ id: secret.id }, leaver);

  await purge(leaver);
  // those who sync are told for a month that the leaver takes no part any more
  await eventually(async () => expect(await tracesOf(leaver)).toEqual(['change_log', 'member']));
  const query = <T>(sql: string): Promise<T> => fixture.service.dataSource.query(sql);
  expect(await traces(query, leaver.user_id, leaver.email)).toEqual(['change_log', 'member']);
  const told = await fixture.service.dataSource.query<{ kind: string }[]>(
    'SELECT DISTINCT kind FROM change_log WHERE ? IN (scope_id, entity_id, user_id) ORDER BY kind',
    [idToBytes(leaver.user_id)],
  );
  expect(told).toEqual([{ kind: 'guest' }, { kind: 'member' }]);
  expect(await tombstone(leaver)).toEqual(buried);
  await expect(fixture.trash.restore({ id: secret.id }, owner)).rejects.toMatchObject({ kind: 'not_found' });
  expect(await fixture.trash.restore({ id: trashed.id }, owner)).toMatchObject({ project_id });
  expect(await fixture.tasks.get({ id: assigned.id }, owner)).toMatchObject({ responsible_uid: null });
  for (const { id } of [kept, recurring, moved, trashed]) {
    expect(await fixture.tasks.get({ id }, owner)).toMatchObject({
      user_id: owner.user_id,
      added_by_uid: owner.user_id,
    });
  }
  await expect(fixture.comments.get({ id: comment.id }, owner)).rejects.toMatchObject({ code: 'comment.not_found' });
  expect(await fixture.comments.get({ id: own.id }, owner)).toMatchObject({ reactions: { '👍': [owner.user_id] } });
  expect(await fixture.projects.get({ id: project_id }, owner)).toMatchObject({ is_shared: false });
  expect((await fixture.invitations.list({ project_id }, owner)).results).toEqual([]);
  await expect(fixture.tasks.add(aTask({ project_id }), leaver)).rejects.toMatchObject({ code: 'project.not_found' });
});

it('frees the files of others in what it deletes', async () => {
  const freed = await listenTo(fixture.broker, commentDeleted);
  const owner = await aRegistered(fixture);
  const { id: project_id } = await fixture.projects.add({ name: 'Shared' }, owner);
  const member = await aMember(fixture, { project_id }, 'commenter', owner);
  const { file_id, ...picture } = aPicture({ project_id });
  await fixture.comments.add({ ...picture, file_id }, member);
  const own = aPicture({ project_id });
  await fixture.comments.add(own, owner);
  await purge(owner);
  const known = [file_id, own.file_id];
  await eventually(() =>
    expect(freed.map((each) => each.file_id).filter((each) => known.includes(each as string))).toEqual([file_id]),
  );
  await expect(fixture.projects.get({ id: project_id }, member)).rejects.toMatchObject({ code: 'project.not_found' });
});

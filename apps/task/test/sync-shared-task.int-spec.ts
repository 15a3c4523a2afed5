import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { aComment, aMember, aRegistered, aTask, type Fixture, type Registered, startTaskService } from './fixture.js';
import { expectUpToDate, Replica } from './replica.js';

let fixture: Fixture;
let owner: Registered;
let guest: Registered;
/** Of the guest: one that asks all the time, and one that misses what happens in between. */
let replica: Replica;
let late: Replica;
/** A task that is shared alone, with a subtask, in a project with another task. */
let project_id: string;
let task_id: string;
let subtask: string;
let other: string;

beforeAll(async () => {
  fixture = await startTaskService();
  owner = await aRegistered(fixture, 'Olga');
});
afterAll(() => fixture.stop());

beforeEach(async () => {
  const { projects, tasks, comments } = fixture;
  project_id = (await projects.add({ name: 'Garden' }, owner)).id;
  task_id = (await tasks.add(aTask({ project_id, labels: ['weekly'] }), owner)).id;
  subtask = (await tasks.add(aTask({ parent_id: task_id }), owner)).id;
  other = (await tasks.add(aTask({ project_id }), owner)).id;
  for (const id of [task_id, subtask, other]) await comments.add(aComment({ task_id: id }), owner);
  guest = await aMember(fixture, { task_id }, 'editor', owner);
  [replica, late] = [new Replica(fixture.syncs, guest), new Replica(fixture.syncs, guest)];
  await replica.pull();
  await late.pull();
});

const has = (...ids: string[]): void => expect(replica.ids('items')).toEqual([...ids].sort());

it('brings a task that is shared alone with all that is under it and on it, and nothing else of its project', async () => {
  has(task_id, subtask);
  expect(replica.ids('projects')).toEqual([guest.user_id]);
  expect(replica.content.notes).toHaveLength(2);
  const added = await fixture.tasks.add(aTask({ parent_id: subtask }), owner);
  await fixture.comments.add(aComment({ task_id: added.id }), guest);
  await fixture.tasks.update({ id: subtask, content: 'Rain water only' }, guest);
  await expectUpToDate(replica);
  has(task_id, subtask, added.id);
  expect(replica.content.notes).toHaveLength(3);
});

it('tells a guest nothing of what happens beside the task', async () => {
  const { tasks, comments, sections } = fixture;
  await tasks.update({ id: other, content: 'Private' }, owner);
  const comment = await comments.add(aComment({ task_id: other }), owner);
  await comments.delete({ id: comment.id }, owner);
  await sections.add({ name: 'Beds', project_id }, owner);
  await tasks.delete({ id: (await tasks.add(aTask({ parent_id: other }), owner)).id }, owner);
  await tasks.delete({ id: other }, owner);
  const { resources } = await replica.pull();
  expect(Object.values(resources).flat()).toEqual([]);
});

it('follows what is moved under the task and away from it', async () => {
  const { tasks } = fixture;
  await tasks.move({ id: other, parent_id: subtask }, owner);
  await expectUpToDate(replica);
  has(task_id, subtask, other);
  await tasks.move({ id: subtask, project_id }, owner);
  await expectUpToDate(replica, late);
  has(task_id);
  expect(replica.content.notes).toHaveLength(1);
});

it('follows the task to another project and back', async () => {
  const { tasks, projects } = fixture;
  const there = await projects.add({ name: 'Park' }, owner);
  await tasks.move({ id: task_id, project_id: there.id }, owner);
  await expectUpToDate(replica);
  await tasks.update({ id: subtask, content: 'In the park' }, owner);
  await tasks.move({ id: subtask, project_id: there.id }, owner);
  await expectUpToDate(replica);
  has(task_id);
  await tasks.move({ id: subtask, parent_id: task_id }, owner);
  await tasks.move({ id: task_id, project_id }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
});

it('follows a section with the task in it to another project', async () => {
  const section = await fixture.sections.add({ name: 'Beds', project_id }, owner);
  const there = await fixture.projects.add({ name: 'Park' }, owner);
  await fixture.tasks.move({ id: task_id, section_id: section.id }, owner);
  await expectUpToDate(replica);
  const args = { id: section.id, project_id: there.id };
  await fixture.syncs.apply({ commands: [{ type: 'section_move', uuid: section.id, args }] }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
  expect(replica.content.items[0]).toMatchObject({ project_id: there.id });
});

it('takes everything away from who is no guest any more, and brings it back', async () => {
  const { collaborators, invitations, tasks } = fixture;
  await collaborators.remove({ task_id, user_id: guest.user_id }, owner);
  await tasks.update({ id: subtask, content: 'Private' }, owner);
  await expectUpToDate(replica);
  has();
  const { id } = await invitations.invite({ task_id, email: guest.email, role: 'viewer' }, owner);
  await invitations.accept({ id }, guest);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
});

it.each(['task', 'subtask', 'project'] as const)('follows a %s to the trash and back', async (what) => {
  const id = { task: task_id, subtask, project: project_id }[what];
  await fixture[what === 'project' ? 'projects' : 'tasks'].delete({ id }, owner);
  await expectUpToDate(replica);
  has(...(what === 'subtask' ? [task_id] : []));
  await fixture.trash.restore({ id }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
  await fixture[what === 'project' ? 'projects' : 'tasks'].delete({ id }, owner);
  await expectUpToDate(replica, late);
});

it('follows a task that comes back elsewhere, because its project is gone', async () => {
  await fixture.tasks.delete({ id: task_id }, owner);
  await fixture.projects.delete({ id: project_id }, owner);
  await fixture.trash.restore({ id: task_id }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
});

it('follows comments, completions and a new owner', async () => {
  const { comments, tasks, invitations, collaborators } = fixture;
  const { results } = await comments.list({ task_id: subtask }, owner);
  await comments.delete({ id: results[0].id }, owner);
  await tasks.close({ id: subtask }, guest);
  await expectUpToDate(replica);
  has(task_id);
  await fixture.trash.restore({ id: results[0].id }, owner);
  await tasks.reopen({ id: subtask }, owner);
  await expectUpToDate(replica, late);
  expect(replica.content.notes).toHaveLength(2);

  const heir = await aRegistered(fixture, 'Hera');
  const { id } = await invitations.invite({ project_id, email: heir.email, role: 'manager' }, owner);
  await invitations.accept({ id }, heir);
  await collaborators.transfer({ project_id, user_id: heir.user_id }, owner);
  await tasks.update({ id: task_id, content: 'Another owner' }, heir);
  await expectUpToDate(replica, late);
});

it('knows a task once that is shared alone and with its project, whichever ends first', async () => {
  const { collaborators, invitations } = fixture;
  const join = async (): Promise<void> => {
    const { id } = await invitations.invite({ project_id, email: guest.email, role: 'editor' }, owner);
    await invitations.accept({ id }, guest);
  };
  await join();
  await expectUpToDate(replica);
  has(task_id, subtask, other);
  await collaborators.remove({ project_id, user_id: guest.user_id }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask);
  await join();
  await expectUpToDate(late);
  await collaborators.remove({ task_id, user_id: guest.user_id }, owner);
  await expectUpToDate(replica, late);
  has(task_id, subtask, other);
  await collaborators.remove({ project_id, user_id: guest.user_id }, owner);
  await expectUpToDate(replica, late);
  has();
});

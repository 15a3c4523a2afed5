import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { aComment, anActor, aRegistered, aTask, type Fixture, type Registered, startTaskService } from './fixture.js';
import { expectUpToDate, Replica } from './replica.js';

let fixture: Fixture;
let owner: Registered;
let guest: Registered;
let replica: Replica;
beforeAll(async () => {
  fixture = await startTaskService();
  owner = await aRegistered(fixture, 'Olga');
  guest = await aRegistered(fixture, 'Gus');
  replica = new Replica(fixture.syncs, guest);
  await replica.pull();
});
afterAll(() => fixture.stop());

async function aProject(): Promise<{ id: string; taskId: string }> {
  const { id } = await fixture.projects.add({ name: 'Garden' }, owner);
  const section = await fixture.sections.add({ name: 'Beds', project_id: id }, owner);
  const task = await fixture.tasks.add(aTask({ section_id: section.id, labels: ['weekly'] }), owner);
  await fixture.tasks.add(aTask({ parent_id: task.id }), owner);
  await fixture.comments.add(aComment({ task_id: task.id }), owner);
  await fixture.comments.add(aComment({ project_id: id }), owner);
  return { id, taskId: task.id };
}

async function join(project_id: string, role: 'viewer' | 'editor' = 'editor'): Promise<void> {
  const { id } = await fixture.invitations.invite({ project_id, email: guest.email, role }, owner);
  await expectUpToDate(replica);
  await fixture.invitations.accept({ id }, guest);
}

it('brings all that is in a project when it is shared, what changes then, and takes all of it away afterwards', async () => {
  const { id, taskId } = await aProject();
  await join(id);
  await expectUpToDate(replica);
  expect(replica.ids('projects')).toContain(id);
  expect(replica.ids('items')).toContain(taskId);
  expect(replica.ids('notes')).toHaveLength(1);

  await fixture.tasks.update({ id: taskId, content: 'Water the roses', assignee_id: guest.user_id }, owner);
  await fixture.tasks.add(aTask({ project_id: id }), guest);
  await expectUpToDate(replica);
  await fixture.collaborators.change({ project_id: id, user_id: guest.user_id, role: 'viewer' }, owner);
  await expectUpToDate(replica);

  await fixture.collaborators.remove({ project_id: id, user_id: guest.user_id }, owner);
  await fixture.tasks.update({ id: taskId, content: 'Not for strangers' }, owner);
  await expectUpToDate(replica);
  expect(replica.ids('projects')).not.toContain(id);
  expect(replica.ids('items')).toEqual([]);
});

it('brings a project again that is shared again, and follows what is moved into it and out of it', async () => {
  const { id, taskId } = await aProject();
  await join(id);
  await expectUpToDate(replica);
  const own = await fixture.projects.add({ name: 'Private' }, owner);
  await fixture.tasks.move({ id: taskId, project_id: own.id }, owner);
  await expectUpToDate(replica);
  expect(replica.ids('items')).not.toContain(taskId);
  await fixture.tasks.move({ id: taskId, project_id: id }, owner);
  await expectUpToDate(replica);
  expect(replica.ids('items')).toContain(taskId);

  await fixture.collaborators.remove({ project_id: id, user_id: guest.user_id }, owner);
  await join(id, 'viewer');
  await expectUpToDate(replica);
  expect(replica.ids('items')).toContain(taskId);
});

it('follows a project to its new owner, and to nobody when it is deleted', async () => {
  const { id } = await aProject();
  const ofOwner = new Replica(fixture.syncs, owner);
  await ofOwner.pull();
  await join(id);
  await fixture.collaborators.transfer({ project_id: id, user_id: guest.user_id }, owner);
  await expectUpToDate(replica);
  await expectUpToDate(ofOwner);
  await fixture.projects.delete({ id }, guest);
  await expectUpToDate(replica);
  await expectUpToDate(ofOwner);
  expect(ofOwner.ids('projects')).not.toContain(id);
});

it('tells a stranger nothing', async () => {
  const { id } = await aProject();
  const stranger = anActor();
  const copy = new Replica(fixture.syncs, stranger);
  await copy.pull();
  expect(copy.ids('projects')).not.toContain(id);
  await expectUpToDate(copy);
});

it('shares by sync commands, as the official clients do', async () => {
  const { id: project_id } = await aProject();
  const apply = (actor: Actor, type: string, args: object): ReturnType<typeof fixture.syncs.apply> =>
    fixture.syncs.apply({ commands: [{ type, uuid: type + project_id, args: { ...args } }] }, actor);
  const done = { [`share_project${project_id}`]: null };
  expect(await apply(owner, 'share_project', { project_id, email: guest.email })).toMatchObject({ outcomes: done });
  const { results } = await fixture.invitations.mine({}, guest);
  const invitation = {
    invitation_id: results.find((each) => each.project_id === project_id)!.id,
    invitation_secret: '',
  };
  await apply(guest, 'accept_invitation', invitation);
  await expectUpToDate(replica);
  expect(replica.ids('projects')).toContain(project_id);
  await apply(owner, 'delete_collaborator', { project_id, email: guest.email });
  await expectUpToDate(replica);
  expect(replica.ids('projects')).not.toContain(project_id);
  const archived = await apply(owner, 'project_archive', { id: project_id });
  expect(archived).toMatchObject({ outcomes: { [`project_archive${project_id}`]: null } });
  expect(await fixture.projects.get({ id: project_id }, owner)).toMatchObject({ is_archived: true });
  const refused = await apply(guest, 'project_unarchive', { id: project_id });
  expect(refused.outcomes[`project_unarchive${project_id}`]).toMatchObject({ code: 'project.not_found' });
});

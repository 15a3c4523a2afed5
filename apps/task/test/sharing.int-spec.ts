import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Collaborator } from '#contracts/collaborator.contract.js';
import { memberJoined, memberLeft, projectShared } from '#contracts/events.js';
import type { ById } from '#contracts/page.js';
import type { GivenRole } from '#contracts/roles.js';
import { eventually } from '#testing/eventually.js';
import {
  aComment,
  aMember,
  anActor,
  aRegistered,
  aTask,
  type Fixture,
  listenTo,
  type Registered,
  startTaskService,
} from './fixture.js';

let fixture: Fixture;
let heard: Record<string, unknown>[];
let owner: Registered;
let project: string;
beforeAll(async () => {
  fixture = await startTaskService();
  heard = await listenTo(fixture.broker, projectShared, memberJoined, memberLeft);
});
afterAll(() => fixture.stop());
beforeEach(async () => {
  owner = await aRegistered(fixture, 'Olga');
  project = (await fixture.projects.add({ name: 'Garden' }, owner)).id;
});

const collaborators = async (actor: Actor = owner): Promise<Collaborator[]> =>
  (await fixture.collaborators.list({ project_id: project }, actor)).results;
const join = (role: GivenRole = 'editor'): Promise<Registered> =>
  aMember(fixture, { project_id: project }, role, owner);
const code = (name: string): object => ({ code: name });

describe('who takes part', () => {
  it('is listed, the owner first, page by page', async () => {
    const [one, two] = [await join('viewer'), await join('manager')];
    expect(await collaborators(one)).toEqual([
      { id: owner.user_id, name: 'Olga', email: owner.email, role: 'owner' },
      { id: one.user_id, name: 'viewer', email: one.email, role: 'viewer' },
      { id: two.user_id, name: 'manager', email: two.email, role: 'manager' },
    ]);
    const first = await fixture.collaborators.list({ project_id: project, limit: 2 }, owner);
    const second = await fixture.collaborators.list(
      { project_id: project, limit: 2, cursor: first.next_cursor },
      owner,
    );
    expect([...first.results, ...second.results].map(({ id }) => id)).toEqual(
      [owner, one, two].map(({ user_id }) => user_id),
    );
    expect(second.next_cursor).toBeNull();
  });

  it('gets another role at once', async () => {
    const member = await join('viewer');
    const add = (): Promise<unknown> => fixture.tasks.add(aTask({ project_id: project }), member);
    await expect(add()).rejects.toMatchObject(code('project.forbidden'));
    const { user_id } = member;
    expect(await fixture.collaborators.change({ project_id: project, user_id, role: 'editor' }, owner)).toMatchObject({
      role: 'editor',
    });
    await add();
    await fixture.collaborators.change({ project_id: project, user_id, role: 'viewer' }, owner);
    await expect(add()).rejects.toMatchObject(code('project.forbidden'));
  });

  it('sees nothing any more once removed, and can leave', async () => {
    const [removed, leaver] = [await join(), await join()];
    await fixture.collaborators.remove({ project_id: project, user_id: removed.user_id }, owner);
    await fixture.collaborators.remove({ project_id: project, user_id: leaver.user_id }, leaver);
    for (const gone of [removed, leaver]) {
      await expect(fixture.projects.get({ id: project }, gone)).rejects.toMatchObject(code('project.not_found'));
    }
    expect(await fixture.projects.get({ id: project }, owner)).toMatchObject({
      is_shared: false,
      can_assign_tasks: false,
    });
  });

  it('does not include strangers, and the owner stays', async () => {
    const manager = await join('manager');
    const change = (user_id: string): Promise<unknown> =>
      fixture.collaborators.change({ project_id: project, user_id, role: 'viewer' }, manager);
    const remove = (user_id: string, by: Actor): Promise<void> =>
      fixture.collaborators.remove({ project_id: project, user_id }, by);
    for (const id of [anActor().user_id, 'no-id']) {
      await expect(change(id)).rejects.toMatchObject(code('collaborator.not_found'));
      await expect(remove(id, manager)).rejects.toMatchObject(code('collaborator.not_found'));
    }
    await expect(change(owner.user_id)).rejects.toMatchObject(code('collaborator.is_owner'));
    await expect(remove(owner.user_id, manager)).rejects.toMatchObject(code('collaborator.is_owner'));
    await expect(remove(owner.user_id, owner)).rejects.toMatchObject(code('collaborator.is_owner'));
  });

  it('has favorites of their own, and sees no project above it', async () => {
    const child = await fixture.projects.add({ name: 'Beds', parent_id: project }, owner);
    const member = await aMember(fixture, { project_id: child.id }, 'viewer', owner);
    expect(await fixture.projects.update({ id: child.id, is_favorite: true }, member)).toMatchObject({
      is_favorite: true,
      parent_id: null,
    });
    expect(await fixture.projects.get({ id: child.id }, owner)).toMatchObject({
      is_favorite: false,
      parent_id: project,
    });
    await expect(fixture.projects.update({ id: child.id, is_favorite: true, name: 'x' }, member)).rejects.toMatchObject(
      code('project.forbidden'),
    );
  });

  it('can be made the owner, who then is a manager', async () => {
    const child = await fixture.projects.add({ name: 'Beds', parent_id: project }, owner);
    const member = await join('viewer');
    const { user_id } = member;
    expect(await fixture.collaborators.transfer({ project_id: project, user_id }, owner)).toMatchObject({
      role: 'manager',
      parent_id: null,
    });
    expect((await collaborators(member)).map(({ id, role }) => [id, role])).toEqual([
      [user_id, 'owner'],
      [owner.user_id, 'manager'],
    ]);
    expect(await fixture.projects.get({ id: child.id }, owner)).toMatchObject({ parent_id: null, role: 'owner' });
    await expect(fixture.projects.delete({ id: project }, owner)).rejects.toMatchObject(code('project.forbidden'));
    await fixture.projects.delete({ id: project }, member);
    const transfer = (to: string, id = project): Promise<unknown> =>
      fixture.collaborators.transfer({ project_id: id, user_id: to }, owner);
    await expect(transfer(anActor().user_id, child.id)).rejects.toMatchObject(code('collaborator.not_found'));
    await expect(transfer(owner.user_id, child.id)).rejects.toMatchObject(code('collaborator.is_owner'));
  });

  it('is told to whoever listens', async () => {
    const member = await join('commenter');
    const { user_id } = member;
    await fixture.collaborators.remove({ project_id: project, user_id }, member);
    const about = (): unknown[] => heard.filter((each) => each.id === project || each.project_id === project);
    await eventually(() =>
      expect(about()).toEqual([
        { type: 'member.joined', project_id: project, task_id: null, user_id, role: 'commenter' },
        { type: 'project.shared', id: project },
        { type: 'member.left', project_id: project, task_id: null, user_id },
      ]),
    );
  });
});

describe('an assignment', () => {
  it('goes to who takes part in the project, and to nobody else', async () => {
    const member = await join('viewer');
    const task = await fixture.tasks.add(aTask({ project_id: project, assignee_id: member.user_id }), owner);
    expect(task).toMatchObject({ responsible_uid: member.user_id, assigned_by_uid: owner.user_id });
    const { results } = await fixture.tasks.list({ project_id: project }, member);
    expect(results).toMatchObject([{ responsible_uid: member.user_id, assigned_by_uid: owner.user_id }]);
    for (const assignee_id of [anActor().user_id, 'no-id', '']) {
      const refused = { kind: 'invalid', code: 'task.assignee_invalid' };
      await expect(fixture.tasks.update({ id: task.id, assignee_id }, owner)).rejects.toMatchObject(refused);
      await expect(fixture.tasks.add(aTask({ project_id: project, assignee_id }), owner)).rejects.toMatchObject(
        refused,
      );
    }
    expect(await fixture.tasks.update({ id: task.id, content: 'Dig' }, owner)).toMatchObject({
      responsible_uid: member.user_id,
    });
    expect(await fixture.tasks.update({ id: task.id, assignee_id: null }, owner)).toMatchObject({
      responsible_uid: null,
      assigned_by_uid: null,
    });
  });

  it('ends when its assignee leaves, or the task goes to where they take no part', async () => {
    const member = await join();
    const assignee_id = member.user_id;
    const [stays, goes] = [
      await fixture.tasks.add(aTask({ project_id: project, assignee_id }), owner),
      await fixture.tasks.add(aTask({ project_id: project, assignee_id }), owner),
    ];
    const child = await fixture.tasks.add(aTask({ parent_id: goes.id, assignee_id }), owner);
    await fixture.tasks.move({ id: goes.id, project_id: owner.user_id }, owner);
    for (const { id } of [goes, child]) {
      expect(await fixture.tasks.get({ id }, owner)).toMatchObject({ responsible_uid: null, assigned_by_uid: null });
    }
    expect(await fixture.tasks.get({ id: stays.id }, owner)).toMatchObject({ responsible_uid: assignee_id });
    await fixture.collaborators.remove({ project_id: project, user_id: assignee_id }, owner);
    expect(await fixture.tasks.get({ id: stays.id }, owner)).toMatchObject({ responsible_uid: null });
  });
});

describe('a task alone', () => {
  it('is seen with its subtasks, in lists too, without its project', async () => {
    const task = await fixture.tasks.add(aTask({ project_id: project, labels: ['errand'] }), owner);
    const child = await fixture.tasks.add(aTask({ parent_id: task.id }), owner);
    const sibling = await fixture.tasks.add(aTask({ project_id: project }), owner);
    const guest = await aMember(fixture, { task_id: task.id }, 'editor', owner);
    const own = await fixture.tasks.add(aTask(), guest);
    const listed = async (query: object): Promise<string[]> =>
      (await fixture.tasks.list(query, guest)).results.map(({ id }) => id).sort();
    expect(await listed({})).toEqual([task.id, child.id, own.id].sort());
    expect(await listed({ ids: [task.id, sibling.id] })).toEqual([task.id]);
    expect(await listed({ label: 'errand' })).toEqual([task.id]);
    expect(await listed({ parent_id: task.id })).toEqual([child.id]);
    const later = await fixture.tasks.add(aTask({ parent_id: child.id }), guest);
    expect(await fixture.tasks.get({ id: later.id }, owner)).toMatchObject({
      project_id: project,
      parent_id: child.id,
    });
    await expect(fixture.tasks.get({ id: sibling.id }, guest)).rejects.toMatchObject(code('task.not_found'));
    await expect(fixture.projects.get({ id: project }, guest)).rejects.toMatchObject(code('project.not_found'));
    expect((await fixture.collaborators.list({ task_id: task.id }, guest)).results).toEqual([
      { id: guest.user_id, name: 'editor', email: guest.email, role: 'editor' },
    ]);
    const known = await fixture.comments.add(aComment({ task_id: child.id }), await join('commenter'));
    expect(known).toMatchObject({ posted_name: 'commenter' });
    expect((await fixture.comments.list({ task_id: child.id }, guest)).results).toEqual([known]);
    await fixture.tasks.update({ id: task.id, assignee_id: owner.user_id }, owner);
    const theirs = { responsible_uid: owner.user_id, responsible_name: 'Olga' };
    expect(await fixture.tasks.get({ id: task.id }, guest)).toMatchObject(theirs);
    expect((await fixture.tasks.list({ ids: [task.id] }, guest)).results).toMatchObject([theirs]);
    await fixture.collaborators.remove({ task_id: task.id, user_id: guest.user_id }, guest);
    expect(await listed({})).toEqual([own.id]);
    await expect(fixture.tasks.get({ id: child.id }, guest)).rejects.toMatchObject(code('task.not_found'));
  });

  it('can be shared out of the Inbox, and lets somebody do more than in its project', async () => {
    const inbox = await fixture.tasks.add(aTask(), owner);
    const guest = await aMember(fixture, { task_id: inbox.id }, 'commenter', owner);
    await fixture.tasks.close({ id: inbox.id }, guest);
    expect(await fixture.tasks.get({ id: inbox.id }, owner)).toMatchObject({ checked: true });
    const viewer = await join('viewer');
    const task = await fixture.tasks.add(aTask({ project_id: project }), owner);
    await expect(fixture.tasks.update({ id: task.id, content: 'Dig' }, viewer)).rejects.toMatchObject(
      code('task.forbidden'),
    );
    const { id } = await fixture.invitations.invite({ task_id: task.id, email: viewer.email, role: 'editor' }, owner);
    await fixture.invitations.accept({ id }, viewer);
    await fixture.tasks.update({ id: task.id, content: 'Dig' }, viewer);
  });
});

it('lets nothing be written by somebody whose removal was answered', async () => {
  const member = await join();
  let removed = false;
  const late: unknown[] = [];
  const write = async (): Promise<void> => {
    for (;;) {
      const after = removed;
      const task = await fixture.tasks.add(aTask({ project_id: project }), member);
      if (after) late.push(task);
    }
  };
  const writers = Array.from({ length: 8 }, write);
  await eventually(async () =>
    expect((await fixture.tasks.list({ project_id: project }, owner)).results.length).toBeGreaterThan(8),
  );
  await fixture.collaborators.remove({ project_id: project, user_id: member.user_id }, owner);
  removed = true;
  for (const end of await Promise.allSettled(writers)) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'project.not_found' } });
  }
  expect(late).toEqual([]);
});

it('leaves labels on the tasks of others alone', async () => {
  const member = await join('viewer');
  const label = await fixture.labels.add({ name: 'shop' }, member);
  const task = await fixture.tasks.add(aTask({ project_id: project, labels: ['shop'] }), owner);
  await fixture.labels.update({ id: label.id, name: 'market' }, member);
  await fixture.labels.delete({ id: label.id }, member);
  expect(await fixture.tasks.get({ id: task.id }, owner)).toMatchObject({ labels: ['shop'] });
});

it('lets each change their own comments only, and managers remove any', async () => {
  const [commenter, manager] = [await join('commenter'), await join('manager')];
  const add = (): Promise<ById> =>
    fixture.comments.add({ content: 'Mine', project_id: project, file_id: null, file_attachment: null }, commenter);
  const [one, other] = [await add(), await add()];
  await expect(fixture.comments.update({ id: one.id, content: 'x' }, owner)).rejects.toMatchObject(
    code('comment.not_yours'),
  );
  await fixture.comments.update({ id: one.id, content: 'Still mine' }, commenter);
  await fixture.comments.delete({ id: one.id }, manager);
  await fixture.comments.delete({ id: other.id }, commenter);
});

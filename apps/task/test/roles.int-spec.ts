import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Invite } from '#contracts/invitation.contract.js';
import type { ById } from '#contracts/page.js';
import { givenRoles, type Role, roles } from '#contracts/roles.js';
import { leastRole, may, type Permission } from '../src/sharing/permissions.js';
import { aComment, aMember, anActor, aPicture, aRegistered, aTask, type Fixture, startTaskService } from './fixture.js';

interface Ids {
  project: string;
  section: string;
  task: string;
  subtask: string;
  comment: string;
  file: string;
  member: string;
}

let fixture: Fixture;
let owner: Actor;
let ids: Ids;
const actors = {} as Record<Role | 'stranger', Actor>;
const alone = {} as Record<Role | 'stranger', Actor>;

beforeAll(async () => {
  fixture = await startTaskService();
  owner = await aRegistered(fixture, 'owner');
  const { projects, sections, tasks, comments } = fixture;
  const { id: project } = await projects.add({ name: 'Garden' }, owner);
  const { id: section } = await sections.add({ name: 'Spring', project_id: project }, owner);
  const { id: task } = await tasks.add(aTask({ section_id: section }), owner);
  const { id: subtask } = await tasks.add(aTask({ parent_id: task }), owner);
  const { file_id: file, ...picture } = aPicture({ task_id: task });
  const { id: comment } = await comments.add({ ...picture, file_id: file }, owner);
  const { user_id: member } = await aMember(fixture, { project_id: project }, 'viewer', owner);
  ids = { project, section, task, subtask, comment, file, member };
  Object.assign(actors, { owner, stranger: anActor() });
  Object.assign(alone, { stranger: anActor() });
  for (const role of givenRoles) {
    actors[role] = await aMember(fixture, { project_id: project }, role, owner);
    alone[role] = await aMember(fixture, { task_id: task }, role, owner);
  }
});
afterAll(() => fixture.stop());

type Action = [name: string, feature: string, permission: Permission, act: (actor: Actor) => Promise<unknown>];

const under = (): Promise<ById> => fixture.tasks.add(aTask({ parent_id: ids.task }), owner);
const email = (): string => `${anActor().user_id}@example.org`;

/** What is done with a task alone, or with what is on it. */
const onTasks: Action[] = [
  ['task.get', 'task', 'see', (actor) => fixture.tasks.get({ id: ids.task }, actor)],
  ['task.get of a subtask', 'task', 'see', (actor) => fixture.tasks.get({ id: ids.subtask }, actor)],
  ['task.list of a task', 'task', 'see', (actor) => fixture.tasks.list({ parent_id: ids.task }, actor)],
  ['comment.get', 'comment', 'see', (actor) => fixture.comments.get({ id: ids.comment }, actor)],
  ['comment.mayRead', 'file', 'see', (actor) => fixture.comments.mayRead({ file_id: ids.file }, actor)],
  ['comment.list', 'task', 'see', (actor) => fixture.comments.list({ task_id: ids.task }, actor)],
  ['occurrence.list', 'task', 'see', (actor) => fixture.occurrences.list({ id: ids.task }, actor)],
  ['collaborator.list of a task', 'task', 'see', (actor) => fixture.collaborators.list({ task_id: ids.task }, actor)],
  ['comment.add', 'task', 'comment', (actor) => fixture.comments.add(aComment({ task_id: ids.subtask }), actor)],
  ['task.close', 'task', 'complete', (actor) => fixture.tasks.close({ id: ids.subtask }, actor)],
  ['task.reopen', 'task', 'complete', (actor) => fixture.tasks.reopen({ id: ids.subtask }, actor)],
  ['task.add under a task', 'task', 'edit', (actor) => fixture.tasks.add(aTask({ parent_id: ids.task }), actor)],
  ['task.update', 'task', 'edit', (actor) => fixture.tasks.update({ id: ids.task, content: 'Dig' }, actor)],
  [
    'task.update of a subtask',
    'task',
    'edit',
    (actor) => fixture.tasks.update({ id: ids.subtask, priority: 2 }, actor),
  ],
  ['task.delete of a subtask', 'task', 'edit', async (actor) => fixture.tasks.delete(await under(), actor)],
  ['comment.delete of another', 'comment', 'manage', (actor) => deleteComment(actor)],
  ['invitation.invite to a task', 'task', 'manage', (actor) => fixture.invitations.invite(toTask(), actor)],
  ['invitation.list of a task', 'task', 'manage', (actor) => fixture.invitations.list({ task_id: ids.task }, actor)],
];

/** What is done with a project, or with what is in it. */
const inProject: Action[] = [
  ['project.get', 'project', 'see', (actor) => fixture.projects.get({ id: ids.project }, actor)],
  ['project.update of the favorite', 'project', 'see', (actor) => update({ is_favorite: true }, actor)],
  ['section.get', 'section', 'see', (actor) => fixture.sections.get({ id: ids.section }, actor)],
  ['section.list', 'project', 'see', (actor) => fixture.sections.list({ project_id: ids.project }, actor)],
  ['task.list of a project', 'project', 'see', (actor) => fixture.tasks.list({ project_id: ids.project }, actor)],
  ['task.list of a section', 'section', 'see', (actor) => fixture.tasks.list({ section_id: ids.section }, actor)],
  ['collaborator.list', 'project', 'see', (actor) => fixture.collaborators.list({ project_id: ids.project }, actor)],
  ['comment.list of a project', 'project', 'see', (actor) => fixture.comments.list({ project_id: ids.project }, actor)],
  ['comment.add to a project', 'project', 'comment', (actor) => commentOnProject(actor)],
  ['section.add', 'project', 'edit', (actor) => fixture.sections.add({ name: 'x', project_id: ids.project }, actor)],
  ['section.update', 'section', 'edit', (actor) => fixture.sections.update({ id: ids.section, name: 'Fall' }, actor)],
  ['section.delete', 'section', 'edit', async (actor) => fixture.sections.delete(await aSection(), actor)],
  ['task.add to a project', 'project', 'edit', (actor) => fixture.tasks.add(aTask({ project_id: ids.project }), actor)],
  ['task.move', 'task', 'edit', (actor) => moveAway(actor)],
  ['task.delete', 'task', 'edit', async (actor) => fixture.tasks.delete(await inTheProject(), actor)],
  ['project.update', 'project', 'manage', (actor) => update({ name: 'Allotment' }, actor)],
  ['collaborator.change', 'project', 'manage', (actor) => changeRole(actor)],
  ['collaborator.remove', 'project', 'manage', async (actor) => remove(actor)],
  ['invitation.invite', 'project', 'manage', (actor) => fixture.invitations.invite(toProject(), actor)],
  ['invitation.list', 'project', 'manage', (actor) => fixture.invitations.list({ project_id: ids.project }, actor)],
  ['invitation.revoke', 'invitation', 'manage', (actor) => revoke(actor)],
  [
    'project.add under',
    'project',
    'own',
    (actor) => fixture.projects.add({ name: 'x', parent_id: ids.project }, actor),
  ],
  ['collaborator.transfer', 'project', 'own', (actor) => transferOther(actor)],
  ['project.delete', 'project', 'own', (actor) => deleteOther(actor)],
];

const toTask = (): Invite => ({ task_id: ids.task, email: email(), role: 'viewer' as const });
const toProject = (): Invite => ({ project_id: ids.project, email: email(), role: 'viewer' as const });
const moveAway = async (actor: Actor): Promise<unknown> =>
  fixture.tasks.move({ id: (await under()).id, section_id: ids.section }, actor);
const inTheProject = (): Promise<ById> => fixture.tasks.add(aTask({ project_id: ids.project }), owner);
const aSection = (): Promise<ById> => fixture.sections.add({ name: 'Summer', project_id: ids.project }, owner);
const update = (change: object, actor: Actor): Promise<unknown> =>
  fixture.projects.update({ id: ids.project, ...change }, actor);
const commentOnProject = (actor: Actor): Promise<unknown> =>
  fixture.comments.add(aComment({ project_id: ids.project }), actor);
const changeRole = (actor: Actor): Promise<unknown> =>
  fixture.collaborators.change({ project_id: ids.project, user_id: ids.member, role: 'commenter' }, actor);
const remove = async (actor: Actor): Promise<void> => {
  const { user_id } = await aMember(fixture, { project_id: ids.project }, 'viewer', owner);
  return fixture.collaborators.remove({ project_id: ids.project, user_id }, actor);
};
const revoke = async (actor: Actor): Promise<void> =>
  fixture.invitations.revoke(await fixture.invitations.invite(toProject(), owner), actor);
const deleteComment = async (actor: Actor): Promise<void> =>
  fixture.comments.delete(await fixture.comments.add(aComment({ task_id: ids.task }), owner), actor);

/** The same, tried on a project that may go: where the actor has the same role. */
const anotherWith = async (actor: Actor): Promise<string> => {
  const { id } = await fixture.projects.add({ name: 'Other' }, owner);
  const role = roles.find((each) => actors[each] === actor);
  const known = actor as Actor & { email: string };
  if (!role || role === 'owner') return id;
  const invitation = await fixture.invitations.invite({ project_id: id, email: known.email, role }, owner);
  await fixture.invitations.accept({ id: invitation.id }, actor);
  return id;
};
const deleteOther = async (actor: Actor): Promise<void> =>
  fixture.projects.delete({ id: await anotherWith(actor) }, actor);
const transferOther = async (actor: Actor): Promise<unknown> => {
  const project_id = await anotherWith(actor);
  const { user_id } = await aMember(fixture, { project_id }, 'viewer', owner);
  return fixture.collaborators.transfer({ project_id, user_id }, actor);
};

const expected = (feature: string, permission: Permission, role: Role | 'stranger'): object | undefined => {
  if (role === 'stranger') return { kind: 'not_found', code: `${feature}.not_found` };
  if (may(role, permission)) return undefined;
  return {
    kind: 'forbidden',
    code: `${feature}.forbidden`,
    details: { expected: expect.stringContaining(leastRole(permission)) as unknown },
  };
};

const outcome = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each([...roles, 'stranger' as const])('in a project, %s', (role) => {
  it.each([...onTasks, ...inProject])('%s', async (_, feature, permission, act) => {
    const wanted = expected(feature, permission, role);
    const found = await outcome(act(actors[role]));
    if (wanted) expect(found).toMatchObject(wanted);
    else expect(found).toBeUndefined();
  });
});

describe.each([...givenRoles, 'stranger' as const])('with a task alone, %s', (role) => {
  it.each(onTasks)('%s', async (_, feature, permission, act) => {
    const wanted = expected(feature, permission, role);
    const found = await outcome(act(alone[role]));
    if (wanted) expect(found).toMatchObject(wanted);
    else expect(found).toBeUndefined();
  });

  it.each(inProject.filter(([name]) => !name.startsWith('task.')))(
    'finds no project: %s',
    async (_, feature, __, act) => {
      expect(await outcome(act(alone[role]))).toMatchObject({ kind: 'not_found', code: `${feature}.not_found` });
    },
  );

  it('may not take it away from where it is', async () => {
    const kind = role === 'stranger' ? 'not_found' : 'forbidden';
    const { task: id } = ids;
    const refused = { kind, code: `task.${kind}` };
    expect(await outcome(fixture.tasks.delete({ id }, alone[role]))).toMatchObject(refused);
    const inbox = { id, project_id: alone[role].user_id };
    expect(await outcome(fixture.tasks.move(inbox, alone[role]))).toMatchObject(refused);
  });
});

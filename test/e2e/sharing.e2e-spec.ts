import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TodoistApi, type TodoistRequestError } from '@doist/todoist-sdk';
import { eventually } from '#testing/eventually.js';
import { type Answer, aPerson, Http, type Person } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';

const open = Http.stack();
const baseUrl = process.env.ERRAND_URL ?? '';

interface Somebody extends Person {
  http: Http;
  api: TodoistApi;
}

interface Problem {
  code: string;
  expected?: string;
}

interface Synced {
  sync_token: string;
  projects: object[];
  items: object[];
}

let owner: Somebody;
let guest: Somebody;
let stranger: Somebody;
let projectId: string;

async function somebody(full_name: string): Promise<Somebody> {
  const person = await aPerson(open, { full_name });
  await confirmAddress(open, person.email);
  return { ...person, http: open.as(person.token), api: new TodoistApi(person.token, { baseUrl }) };
}

const refusal = async (call: Promise<unknown>): Promise<[status?: number, code?: string]> =>
  call.then(
    () => [],
    (error: unknown) => {
      const { httpStatusCode, responseData } = error as TodoistRequestError;
      return [httpStatusCode, (responseData as Problem).code];
    },
  );

/** Once the service that keeps tasks has heard of the registration. */
const invitationOf = (person: Somebody): Promise<{ id: string; name: string; inviter_name: string }> =>
  eventually(async () => {
    const { body } = await person.http.get<{ results: { id: string; name: string; inviter_name: string }[] }>(
      '/api/v1/invitations',
    );
    const [invitation] = body.results;
    if (!invitation) throw new Error('no invitation yet');
    return invitation;
  });

const invite = (email: string, role: string, by = owner): Promise<Answer<{ id: string } & Problem>> =>
  by.http.post<{ id: string } & Problem>(`/api/v1/projects/${projectId}/invitations`, { email, role });

const join = async (person: Somebody, role: string): Promise<void> => {
  expect((await invite(person.email, role)).status).toBe(200);
  const { id } = await invitationOf(person);
  expect((await person.http.post(`/api/v1/invitations/${id}/accept`)).status).toBe(200);
};

beforeAll(async () => {
  [owner, guest, stranger] = await Promise.all(['Olga', 'Gus', 'Stan'].map(somebody));
});
beforeEach(async () => {
  projectId = (await owner.api.addProject({ name: 'Garden' })).id;
});

describe('an invitation', () => {
  it('is not shown to who only says that the address is theirs, and once that is confirmed it is', async () => {
    const person = await aPerson(open);
    const own = { ...person, http: open.as(person.token), api: new TodoistApi(person.token, { baseUrl }) };
    const { body: invitation } = await invite(person.email, 'viewer');
    // with the Inbox, the address is known
    await eventually(async () => expect((await own.http.get(`/api/v1/projects/${person.id}`)).status).toBe(200));
    expect((await own.http.get<{ results: object[] }>('/api/v1/invitations')).body.results).toEqual([]);
    const accept = `/api/v1/invitations/${invitation.id}/accept`;
    expect(await own.http.post(accept)).toMatchObject({ status: 404, body: { code: 'invitation.not_found' } });
    await confirmAddress(open, person.email);
    expect(await invitationOf(own)).toMatchObject({ id: invitation.id });
    expect((await own.http.post(accept)).status).toBe(200);
  });
});

describe('a shared project', () => {
  it('is invisible until the invitation is accepted, and again after the removal', async () => {
    const task = await owner.api.addTask({ content: 'Dig', projectId });
    const { body: invitation } = await invite(guest.email, 'editor');
    expect(await refusal(guest.api.getProject(projectId))).toEqual([404, 'project.not_found']);
    expect(await refusal(guest.api.getTask(task.id))).toEqual([404, 'task.not_found']);
    expect(await invitationOf(guest)).toMatchObject({ id: invitation.id, name: 'Garden', inviter_name: 'Olga' });
    const accepted = await guest.http.post(`/api/v1/invitations/${invitation.id}/accept`);
    expect([accepted.status, accepted.body]).toEqual([200, { project_id: projectId, task_id: null, role: 'editor' }]);

    expect(await guest.api.getProject(projectId)).toMatchObject({
      name: 'Garden',
      isShared: true,
      canAssignTasks: true,
    });
    expect((await guest.api.getProjects()).results.map(({ id }) => id)).toContain(projectId);
    expect((await guest.api.getProjectCollaborators(projectId)).results).toEqual([
      { id: owner.id, name: 'Olga', email: owner.email },
      { id: guest.id, name: 'Gus', email: guest.email },
    ]);
    const added = await guest.api.addTask({ content: 'Sow', projectId, assigneeId: owner.id });
    expect(await owner.api.getTask(added.id)).toMatchObject({
      addedByUid: guest.id,
      responsibleUid: owner.id,
      assignedByUid: guest.id,
    });
    expect(await owner.api.updateTask(added.id, { assigneeId: null })).toMatchObject({ responsibleUid: null });
    expect(await refusal(owner.api.updateTask(added.id, { assigneeId: stranger.id }))).toEqual([
      400,
      'task.assignee_invalid',
    ]);

    expect((await owner.http.delete(`/api/v1/projects/${projectId}/members/${guest.id}`)).status).toBe(204);
    expect(await refusal(guest.api.getProject(projectId))).toEqual([404, 'project.not_found']);
    expect(await refusal(guest.api.closeTask(task.id))).toEqual([404, 'task.not_found']);
    expect((await guest.api.getTasks()).results.map(({ id }) => id)).not.toContain(task.id);
  });

  it('can be done with what the role says, from the moment that it changes', async () => {
    await join(guest, 'viewer');
    const task = await owner.api.addTask({ content: 'Dig', projectId });
    const change = (role: string): Promise<unknown> =>
      owner.http.post(`/api/v1/projects/${projectId}/members/${guest.id}`, { role });
    expect(await refusal(guest.api.closeTask(task.id))).toEqual([403, 'task.forbidden']);
    expect(await refusal(guest.api.addComment({ content: 'Hm', taskId: task.id }))).toEqual([403, 'task.forbidden']);
    await change('commenter');
    expect(await guest.api.closeTask(task.id)).toBe(true);
    await guest.api.addComment({ content: 'Done', taskId: task.id });
    expect(await refusal(guest.api.updateTask(task.id, { content: 'x' }))).toEqual([403, 'task.forbidden']);
    await change('editor');
    await guest.api.updateTask(task.id, { content: 'Dug' });
    expect(await refusal(guest.api.updateProject(projectId, { name: 'Mine' }))).toEqual([403, 'project.forbidden']);
    await change('manager');
    await guest.api.updateProject(projectId, { name: 'Ours' });
    const { status, body } = await guest.http.delete<Problem>(`/api/v1/projects/${projectId}`);
    expect([status, body]).toEqual([
      403,
      expect.objectContaining({ code: 'project.forbidden', expected: 'the role owner' }),
    ]);
    expect((await guest.http.post(`/api/v1/projects/${projectId}/leave`)).status).toBe(204);
    expect(await refusal(guest.api.getProject(projectId))).toEqual([404, 'project.not_found']);
  });

  it('comes to a member who syncs, as a whole, and goes as a whole', async () => {
    const task = await owner.api.addTask({ content: 'Dig', projectId });
    const sync = async (sync_token: string): Promise<Synced> => {
      const resource_types = ['projects', 'items'];
      return (await guest.http.post<Synced>('/api/v1/sync', { sync_token, resource_types })).body;
    };
    const before = await sync('*');
    await join(guest, 'viewer');
    const joined = await sync(before.sync_token);
    expect(joined.projects).toMatchObject([{ id: projectId, is_deleted: false, is_shared: true, role: 'viewer' }]);
    expect(joined.items).toMatchObject([{ id: task.id, is_deleted: false }]);
    const full = await guest.api.getFullProject(projectId);
    expect(full.collaborators.map(({ id }) => id)).toEqual([owner.id, guest.id]);
    await owner.http.delete(`/api/v1/projects/${projectId}/members/${guest.id}`);
    const left = await sync(joined.sync_token);
    expect(left.projects).toMatchObject([{ id: projectId, is_deleted: true }]);
    expect(left.items).toMatchObject([{ id: task.id, is_deleted: true }]);
  });

  it('is nothing to a stranger all the while', async () => {
    await join(guest, 'manager');
    expect(await refusal(stranger.api.getProject(projectId))).toEqual([404, 'project.not_found']);
    expect(await refusal(stranger.api.getProjectCollaborators(projectId))).toEqual([404, 'project.not_found']);
    expect((await invite(stranger.email, 'viewer', stranger)).body.code).toBe('project.not_found');
  });

  it('can be handed over', async () => {
    await join(guest, 'viewer');
    const transfer = (by: Somebody, user_id: string): Promise<Answer<Problem>> =>
      by.http.post<Problem>(`/api/v1/projects/${projectId}/transfer`, { user_id });
    expect((await transfer(guest, guest.id)).status).toBe(403);
    expect((await transfer(owner, stranger.id)).body.code).toBe('collaborator.not_found');
    expect(await transfer(owner, guest.id)).toMatchObject({ status: 200, body: { role: 'manager' } });
    expect(await refusal(owner.api.deleteProject(projectId))).toEqual([403, 'project.forbidden']);
    expect(await guest.api.deleteProject(projectId)).toBe(true);
  });
});

describe('a task that is shared alone', () => {
  it('is all that its guest sees', async () => {
    const task = await owner.api.addTask({ content: 'Dig', projectId });
    const child = await owner.api.addTask({ content: 'Fetch the spade', parentId: task.id });
    const other = await owner.api.addTask({ content: 'Secret', projectId });
    await owner.http.post(`/api/v1/tasks/${task.id}/invitations`, { email: guest.email, role: 'commenter' });
    expect((await guest.http.post(`/api/v1/invitations/${(await invitationOf(guest)).id}/accept`)).status).toBe(200);
    const seen = (await guest.api.getTasks()).results.map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining([task.id, child.id]));
    expect(seen).not.toContain(other.id);
    await guest.api.addComment({ content: 'With pleasure', taskId: child.id });
    expect(await guest.api.closeTask(child.id)).toBe(true);
    expect(await refusal(guest.api.updateTask(task.id, { content: 'x' }))).toEqual([403, 'task.forbidden']);
    expect(await refusal(guest.api.getProject(projectId))).toEqual([404, 'project.not_found']);
    expect(await refusal(guest.api.getTask(other.id))).toEqual([404, 'task.not_found']);
    expect((await guest.http.post(`/api/v1/tasks/${task.id}/leave`)).status).toBe(204);
    expect(await refusal(guest.api.getTask(child.id))).toEqual([404, 'task.not_found']);
  });
});

describe('an invitation', () => {
  it('is refused for what is no address and no role', async () => {
    for (const input of [
      {},
      { email: 'nobody', role: 'viewer' },
      { email: guest.email, role: 'owner' },
      { email: guest.email },
    ]) {
      const { status, body } = await owner.http.post<Problem>(`/api/v1/projects/${projectId}/invitations`, input);
      expect([status, body.code]).toEqual([400, 'request.invalid']);
    }
  });

  it('waits for somebody who has no account yet', async () => {
    const email = `late-${projectId}@example.org`;
    const { status, body } = await invite(email, 'viewer');
    expect([status, body]).toEqual([200, expect.objectContaining({ email, role: 'viewer' })]);
    const registered = await open.post<{ access_token: string }>('/api/v1/auth/register', {
      email: email.toUpperCase(),
      password: 'correct horse battery',
      full_name: 'Lea',
    });
    const late = { ...guest, http: open.as(registered.body.access_token) };
    await confirmAddress(late.http, email);
    expect(await invitationOf(late)).toMatchObject({ id: body.id });
  });
});

import { beforeAll, expect, it } from '@jest/globals';
import { type ActivityObjectEventType, TodoistApi } from '@doist/todoist-sdk';
import { randomUUID } from 'node:crypto';
import { aPerson, Http } from '#testing/http.js';

let http: Http;
let api: TodoistApi;
beforeAll(async () => {
  const { token } = await aPerson(Http.stack());
  http = Http.stack(token);
  api = new TodoistApi(token, { baseUrl: process.env.ERRAND_URL ?? '' });
});

const undo = (token: string | null): ReturnType<Http['post']> => http.post('/api/v1/undo', { token });

it('is offered by every answer to a change of a task, or to a deletion, and by no other', async () => {
  const { id } = await api.addTask({ content: 'Sow' });
  const { id: project_id } = await api.addProject({ name: 'Garden' });
  const changes: [string, string, object?][] = [
    ['POST', '/api/v1/tasks', { content: 'Reap' }],
    ['POST', `/api/v1/tasks/${id}`, { content: 'Sow beans' }],
    ['POST', `/api/v1/tasks/${id}/move`, { project_id }],
    ['POST', `/api/v1/tasks/${id}/close`],
    ['POST', `/api/v1/tasks/${id}/reopen`],
    ['DELETE', `/api/v1/tasks/${id}`],
    ['DELETE', `/api/v1/projects/${project_id}`],
  ];
  for (const [method, path, body] of changes) {
    const { headers } = await http.send(method, path, body);
    expect([path, headers.get('errand-undo')]).toEqual([path, expect.stringMatching(/^[\x21-\x7e]+$/)]);
  }
  for (const path of ['/api/v1/tasks', `/api/v1/tasks/${id}`, '/api/v1/trash']) {
    expect((await http.get(path)).headers.has('errand-undo')).toBe(false);
  }
  expect((await http.delete(`/api/v1/tasks/${id}`)).headers.has('errand-undo')).toBe(false);
});

it('takes back what was done under the id of the request, once', async () => {
  const task = await api.addTask({ content: 'Sow', labels: ['a'], dueString: 'every monday' });
  const requestId = randomUUID();
  const close = await http.send('POST', `/api/v1/tasks/${task.id}/close`, undefined, { 'x-request-id': requestId });
  expect([close.status, close.headers.get('errand-undo')]).toEqual([204, requestId]);
  const { status, body } = await undo(requestId);
  expect([status, body]).toEqual([200, { object_type: 'item', object_id: task.id, event_type: 'completed', count: 1 }]);
  expect(await api.getTask(task.id)).toEqual({ ...task, updatedAt: expect.anything() as unknown });
  expect((await undo(requestId)).status).toBe(404);
});

it('is refused with a conflict where the same was changed since, and without a token', async () => {
  const { id } = await api.addTask({ content: 'Sow' });
  const { headers } = await http.post(`/api/v1/tasks/${id}`, { content: 'Reap' });
  await api.updateTask(id, { content: 'Weed' });
  expect(await undo(headers.get('errand-undo'))).toMatchObject({ status: 409, body: { code: 'undo.changed_since' } });
  expect(await undo(null)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  expect((await api.getTask(id)).content).toBe('Weed');
});

it('shows in the activity log that the official SDK reads', async () => {
  const project = await api.addProject({ name: 'Log' });
  const task = await api.addTask({ content: 'Sow', projectId: project.id });
  const { headers } = await http.post(`/api/v1/tasks/${task.id}`, { content: 'Reap' });
  await api.addComment({ content: 'Beans', taskId: task.id });
  await undo(headers.get('errand-undo'));
  const { results, nextCursor } = await api.getActivityLogs({ parentProjectId: project.id });
  expect(nextCursor).toBeNull();
  expect(results.map(({ objectType, eventType }) => `${objectType}:${eventType}`)).toEqual([
    ...['task:updated', 'comment:added', 'task:updated', 'task:added', 'project:added'],
  ]);
  expect(results[0]).toMatchObject({ objectId: task.id, extraData: { content: 'Sow', lastContent: 'Reap' } });
  const today = new Date();
  const objectEventTypes: ActivityObjectEventType[] = ['task:updated', 'comment:'];
  const query = { objectEventTypes, dateFrom: today, dateTo: today, limit: 2 };
  const page = await api.getActivityLogs({ ...query, parentProjectId: project.id });
  expect(page.results).toHaveLength(2);
  const rest = await api.getActivityLogs({ ...query, parentProjectId: project.id, cursor: page.nextCursor });
  expect([rest.results.length, rest.nextCursor]).toEqual([1, null]);
});

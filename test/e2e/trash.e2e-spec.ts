import { beforeAll, expect, it } from '@jest/globals';
import { TodoistApi } from '@doist/todoist-sdk';
import { aPerson, Http } from '#testing/http.js';

let http: Http;
let api: TodoistApi;
beforeAll(async () => {
  const { token } = await aPerson(Http.stack());
  http = Http.stack(token);
  api = new TodoistApi(token, { baseUrl: process.env.ERRAND_URL ?? '' });
});

interface Item {
  id: string;
  kind: string;
}
const trashed = async (): Promise<Item[]> => (await http.get<{ results: Item[] }>('/api/v1/trash')).body.results;

it('gives back what the official SDK deleted, as it was', async () => {
  const project = await api.addProject({ name: 'Garden', color: 'green' });
  const section = await api.addSection({ name: 'Spring', projectId: project.id });
  const task = await api.addTask({
    content: 'Sow',
    sectionId: section.id,
    labels: ['seed'],
    dueString: 'every monday',
  });
  const subtask = await api.addTask({ content: 'Buy seeds', parentId: task.id, priority: 4 });
  const comment = await api.addComment({ content: 'Beans', taskId: subtask.id });
  const before = await Promise.all([api.getTask(task.id), api.getTask(subtask.id), api.getComment(comment.id)]);
  await api.deleteProject(project.id);
  expect(await trashed()).toMatchObject([{ id: project.id, kind: 'project', name: 'Garden', tasks: 2, comments: 1 }]);
  const { status, body } = await http.post(`/api/v1/trash/${project.id}/restore`, undefined);
  expect([status, body]).toMatchObject([200, { id: project.id, project_id: project.id, sections: 1, tasks: 2 }]);
  const after = await Promise.all([api.getTask(task.id), api.getTask(subtask.id), api.getComment(comment.id)]);
  expect(after).toEqual(before);
  expect(await api.getProject(project.id)).toEqual(project);
  expect(await api.getSection(section.id)).toEqual(section);
  expect(await trashed()).toEqual([]);
});

it('lets go of one thing, or of everything, for good', async () => {
  const [one, two] = await Promise.all([api.addTask({ content: 'One' }), api.addTask({ content: 'Two' })]);
  await api.deleteTask(one.id);
  await api.deleteTask(two.id);
  expect((await http.delete(`/api/v1/trash/${one.id}`)).status).toBe(204);
  expect(await trashed()).toMatchObject([{ id: two.id }]);
  expect((await http.delete('/api/v1/trash')).status).toBe(204);
  expect(await trashed()).toEqual([]);
  const { status, body } = await http.post<{ code: string }>(`/api/v1/trash/${two.id}/restore`, undefined);
  expect([status, body.code]).toEqual([404, 'trash.not_found']);
});

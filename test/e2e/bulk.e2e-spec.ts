import { beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, Http } from '#testing/http.js';

interface Problem {
  code: string;
  field: string;
  errors: { field: string; code: string }[];
}

let http: Http;
beforeAll(async () => {
  const stack = Http.stack();
  http = stack.as((await aPerson(stack)).token);
});

const add = async (content: string): Promise<string> =>
  (await http.post<{ id: string }>('/api/v1/tasks', { content })).body.id;
const contentOf = async (id: string): Promise<string | undefined> =>
  (await http.get<{ content?: string }>(`/api/v1/tasks/${id}`)).body.content;

describe('many changes in one call', () => {
  it('are undone with the one token that the answer has', async () => {
    const [one, other] = [await add('One'), await add('Other')];
    const changes = [
      { action: 'update', id: one, content: 'Changed', add_labels: ['new'] },
      { action: 'delete', id: other },
    ];
    const { status, headers, body } = await http.post<{ results: object[] }>('/api/v1/tasks/bulk', { changes });
    expect([status, body.results]).toMatchObject([200, [{ id: one, content: 'Changed', labels: ['new'] }]]);
    await http.post('/api/v1/undo', { token: headers.get('errand-undo') });
    expect([await contentOf(one), await contentOf(other)]).toEqual(['One', 'Other']);
  });

  it('are a hundred at most, and each of its form', async () => {
    const id = await add('Kept');
    const change = { action: 'update', id, content: 'Changed' };
    const refused = async (changes: unknown): Promise<[number, string, string | undefined]> => {
      const { status, body } = await http.post<Problem>('/api/v1/tasks/bulk', { changes });
      return [status, body.code, body.errors[0]?.field];
    };
    expect(await refused(Array.from({ length: 101 }, () => change))).toEqual([400, 'request.invalid', 'changes']);
    expect(await refused([])).toEqual([400, 'request.invalid', 'changes']);
    expect(await refused('x')).toEqual([400, 'request.invalid', 'changes']);
    expect(await refused([change, null])).toEqual([400, 'request.invalid', 'changes.1']);
    for (const list of [[], [change]]) expect(await refused([list])).toEqual([400, 'request.invalid', 'changes']);
    expect(await refused([change, { ...change, priority: 9 }])).toEqual([400, 'request.invalid', 'changes.1.priority']);
    expect(await refused([change, { ...change, colour: 'red' }])).toEqual([400, 'request.invalid', 'changes.1.colour']);
    expect(await refused([change, { action: 'burn', id }])).toEqual([400, 'request.invalid', 'changes.1.action']);
    expect(await refused([change, { action: 'close', id: 'x' }])).toEqual([404, 'task.not_found', 'changes.1']);
    expect(await contentOf(id)).toBe('Kept');
  });
});

describe('copies', () => {
  it('are undone, and of a project take nothing but a name', async () => {
    const id = await add('Original');
    const { status, headers, body } = await http.post<{ id: string }>(`/api/v1/tasks/${id}/duplicate`);
    expect([status, await contentOf(body.id)]).toEqual([200, 'Original']);
    await http.post('/api/v1/undo', { token: headers.get('errand-undo') });
    expect(await contentOf(body.id)).toBeUndefined();
    const { body: project } = await http.post<{ id: string }>('/api/v1/projects', { name: 'House' });
    const path = `/api/v1/projects/${project.id}/duplicate`;
    const copied = await http.post<{ id: string }>(path);
    expect(copied.body).toMatchObject({ name: 'House (copy)' });
    await http.post('/api/v1/undo', { token: copied.headers.get('errand-undo') });
    expect((await http.get(`/api/v1/projects/${copied.body.id}`)).status).toBe(404);
    expect((await http.post(path, { name: 'x'.repeat(121) })).body).toMatchObject({
      code: 'request.invalid',
      field: 'name',
    });
    expect((await http.post(path, { color: 'red' })).body).toMatchObject({ code: 'request.invalid', field: 'color' });
  });
});

describe('relations', () => {
  it('are undone, and refused where they are none', async () => {
    const [one, other] = [await add('One'), await add('Other')];
    const path = `/api/v1/tasks/${one}/relations`;
    const relation = { type: 'blocks', related_task_id: other };
    const { status, headers, body } = await http.post<{ id: string }>(path, relation);
    expect([status, body]).toMatchObject([200, { task_id: one, ...relation }]);
    const listed = async (): Promise<number> => (await http.get<{ results: object[] }>(path)).body.results.length;
    await http.post('/api/v1/undo', { token: headers.get('errand-undo') });
    expect(await listed()).toBe(0);
    const { body: again } = await http.post<{ id: string }>(path, relation);
    const gone = await http.delete(`/api/v1/relations/${again.id}`);
    expect([gone.status, await listed()]).toEqual([204, 0]);
    await http.post('/api/v1/undo', { token: gone.headers.get('errand-undo') });
    expect(await listed()).toBe(1);
    const circle = await http.post<Problem>(`/api/v1/tasks/${other}/relations`, { ...relation, related_task_id: one });
    expect([circle.status, circle.body]).toMatchObject([400, { code: 'relation.cycle', field: 'related_task_id' }]);
    const wrong = await http.post<Problem>(path, { type: 'likes', related_task_id: other });
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'request.invalid', field: 'type' }]);
    expect((await http.delete('/api/v1/relations/x')).body).toMatchObject({ code: 'relation.not_found' });
  });
});

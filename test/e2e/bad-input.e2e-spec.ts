import { beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { aPerson, type Answer, Http } from '#testing/http.js';

const open = Http.stack();
let http: Http;

beforeAll(async () => {
  http = open.as((await aPerson(open)).token);
});

interface Problem {
  status: number;
  title: string;
  detail: string;
  code: string;
  trace_id: string;
}

function expectProblem(answer: Answer<Problem>, status: number, code?: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code ?? (expect.any(String) as unknown)]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String) as unknown,
    detail: expect.any(String) as unknown,
  });
  expect(answer.body.trace_id).toMatch(/^[0-9a-f]{32}$/);
}

const unknownId = '019ab000-0000-7000-8000-000000000000';

describe('what cannot be read is refused as a problem', () => {
  it.each([
    ['broken JSON', '{"content": "a', 400, 'request.not_json'],
    ['a list for an object', '[]', 400, 'request.invalid'],
    ['a bare word for an object', '"x"', 400, 'request.invalid'],
    ['a polluted prototype', '{"__proto__": {"admin": true}, "content": "a"}', 400, 'request.not_json'],
    ['a body over 1 MiB', JSON.stringify({ content: 'a'.repeat(1024 * 1024) }), 413, 'request.too_large'],
    ['thousands of nested lists', '['.repeat(50_000), 400, 'request.not_json'],
    ['lists that are nested too deep', `{"x": ${'['.repeat(40_000)}${']'.repeat(40_000)}}`, 400, 'request.too_deep'],
    ['too many values', JSON.stringify({ x: Array(60_000).fill(1) }), 400, 'request.too_many_values'],
  ])('%s', async (_, body, status, code) => {
    expectProblem(await http.send<Problem>('POST', '/api/v1/tasks', body), status, code);
  });

  it('a large body, however often, and the next request is none the worse for it', async () => {
    const large = JSON.stringify({ content: 'a'.repeat(4 * 1024 * 1024) });
    for (let time = 0; time < 20; time++) {
      expectProblem(await http.send<Problem>('POST', '/api/v1/tasks', large), 413, 'request.too_large');
      expect((await http.get('/api/v1/labels')).status).toBe(200);
    }
  });

  it('a media type that is not JSON', async () => {
    const answer = await http.send<Problem>('POST', '/api/v1/tasks', '<task/>', { 'content-type': 'text/xml' });
    expectProblem(answer, 415, 'request.media_type');
  });

  it('a route that does not exist', async () => {
    expectProblem(await http.get<Problem>('/api/v1/nothing'), 404, 'route.not_found');
    expectProblem(await http.send<Problem>('PATCH', '/api/v1/tasks'), 404, 'route.not_found');
  });

  it('a path that cannot be decoded', async () => {
    expectProblem(await http.get<Problem>('/api/v1/tasks/%ff'), 400, 'request.malformed');
  });

  it('something that is not HTTP at all', async () => {
    const { hostname, port } = new URL(process.env.ERRAND_GATEWAY_URL ?? '');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('NOT HTTP\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toContain('400 Bad Request');
    expect(answer).toContain('application/problem+json');
    expect(answer).toMatch(/"trace_id":"[0-9a-f]{32}"/);
  });

  it('more headers than are read', async () => {
    const answer = await http.send<Problem>('GET', '/api/v1/tasks', undefined, { 'x-much': 'x'.repeat(20_000) });
    expectProblem(answer, 431, 'request.malformed');
  });

  it('an address that is longer than is read', async () => {
    expectProblem(await http.get<Problem>(`/api/v1/tasks?ids=${'x'.repeat(20_000)}`), 431, 'request.malformed');
  });

  it('what the web client’s server refuses before it asks the gateway', async () => {
    const json = { 'content-type': ';' };
    expectProblem(await http.send<Problem>('POST', '/api/v1/tasks', '{}', json), 415, 'request.media_type');
    expectProblem(await http.get<Problem>('/api/v1/tasks/..%2f..%2fuser'), 400, 'request.malformed');
    expectProblem(await http.send<Problem>('PROPFIND', '/api/v1/tasks'), 404, 'route.not_found');
  });
});

describe('ids', () => {
  it.each(['x', '%2e%2e%2f', unknownId, '1', 'null', "1' OR '1'='1", 'é'.repeat(20)])('%s is unknown', async (id) => {
    const path = encodeURI(id);
    for (const kind of ['tasks', 'projects', 'sections', 'labels', 'comments']) {
      expectProblem(await http.get<Problem>(`/api/v1/${kind}/${path}`), 404, `${kind.slice(0, -1)}.not_found`);
      expect((await http.delete<Problem>(`/api/v1/${kind}/${path}`)).status).toBe(404);
    }
  });
});

describe('fields', () => {
  it.each([
    ['tasks', {}],
    ['tasks', { content: '' }],
    ['tasks', { content: '   ' }],
    ['tasks', { content: 5 }],
    ['tasks', { content: 'x'.repeat(501) }],
    ['tasks', { content: 'x', description: 'y'.repeat(16_384) }],
    ['tasks', { content: 'x', priority: 5 }],
    ['tasks', { content: 'x', priority: 1.5 }],
    ['tasks', { content: 'x', labels: 'home' }],
    ['tasks', { content: 'x', labels: [1] }],
    ['tasks', { content: 'x', due_date: 'tomorrow' }],
    ['tasks', { content: 'x', due_date: '2026-02-30' }],
    ['tasks', { content: 'x', due_datetime: '2026-02-30T25:00:00' }],
    ['tasks', { content: 'x', due_string: 'gibberish words' }],
    ['tasks', { content: 'x', due_string: 'tomorrow', due_date: '2026-11-22' }],
    ['tasks', { content: 'x', duration: 5 }],
    ['tasks', { content: 'x', order: -1 }],
    ['projects', { name: '' }],
    ['projects', { name: 'x'.repeat(121) }],
    ['projects', { name: 'x', color: 'ultraviolet' }],
    ['sections', { name: 'x' }],
    ['labels', { name: 'x', is_favorite: 'yes' }],
    ['comments', { content: 'x' }],
    ['comments', { content: 'x'.repeat(15_001), task_id: unknownId }],
    ['comments', { content: 'x', task_id: unknownId, project_id: unknownId }],
  ])('POST /%s %j is refused', async (kind, body) => {
    expectProblem(await http.post<Problem>(`/api/v1/${kind}`, body), 400);
  });

  it.each([
    ['tasks', { content: 'x', project_id: unknownId }, 'project.not_found'],
    ['tasks', { content: 'x', section_id: unknownId }, 'section.not_found'],
    ['tasks', { content: 'x', parent_id: unknownId }, 'task.not_found'],
    ['projects', { name: 'x', parent_id: unknownId }, 'project.not_found'],
    ['sections', { name: 'x', project_id: unknownId }, 'project.not_found'],
    ['comments', { content: 'x', task_id: unknownId }, 'task.not_found'],
  ])('POST /%s %j names something unknown', async (kind, body, code) => {
    expectProblem(await http.post<Problem>(`/api/v1/${kind}`, body), 404, code);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=%00', 'cursor=broken'])('a list refuses %s', async (query) => {
    expectProblem(await http.get<Problem>(`/api/v1/tasks?${query}`), 400);
  });

  it('that the Todoist API has and Errand does not are ignored there, and refused on Errand’s own routes', async () => {
    const task = await http.post<{ id: string }>('/api/v1/tasks', { content: 'x', workspace_id: '1' });
    expect(task.status).toBe(200);
    expectProblem(await http.post<Problem>('/api/v1/tokens', { name: 'x', scope: 'all' }), 400);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, type Answer, Http } from '#testing/http.js';

let http: Http;
beforeAll(async () => void (http = Http.stack((await aPerson(Http.stack())).token)));

interface Thing {
  id: string;
  version: number;
}

/** How each kind of thing is made, and changed. */
const kinds: Record<string, { make: () => object; change: object }> = {
  projects: { make: () => ({ name: 'Garden' }), change: { name: 'Allotment' } },
  tasks: { make: () => ({ content: 'Water' }), change: { content: 'Water more' } },
  labels: { make: () => ({ name: 'green' }), change: { name: 'greener' } },
};

const change = (
  path: string,
  body: object,
  ifMatch: string,
  requestId?: string,
): Promise<Answer<Thing & { code: string }>> =>
  http.send('POST', path, body, { 'if-match': ifMatch, ...(requestId ? { 'x-request-id': requestId } : {}) });

describe.each(Object.keys(kinds))('%s', (kind) => {
  const { make, change: body } = kinds[kind];

  it('are answered with the version as ETag, and changed only where that is the newest', async () => {
    const added = await http.post<Thing>(`/api/v1/${kind}`, make());
    const path = `/api/v1/${kind}/${added.body.id}`;
    const seen = added.headers.get('etag') ?? '';
    expect(seen).toBe(`"${added.body.version}"`);
    // the gateway finds it there without reading the answer
    expect(Object.keys(added.body).at(-1)).toBe('version');
    const changed = await change(path, body, seen);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(seen);
    const stale = await change(path, make(), seen);
    expect(stale).toMatchObject({ status: 412, body: { code: `${kind.slice(0, -1)}.stale`, field: 'If-Match' } });
    const deleted = await http.send('DELETE', path, undefined, { 'if-match': seen });
    expect(deleted).toMatchObject({ status: 412 });
    const read = await http.get(path);
    expect(read.body).toEqual(changed.body);
    expect(read.headers.get('etag')).toBe(changed.headers.get('etag'));
    expect((await change(path, make(), `"no", W/"1", ${changed.headers.get('etag')}`)).status).toBe(200);
    expect((await http.send('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(204);
    expect((await change(path, make(), seen)).status).toBe(404);
  });
});

describe('If-Match', () => {
  it('does not stand in the way of who sends the same request again', async () => {
    const { body } = await http.post<Thing>('/api/v1/tasks', { content: 'Once' });
    const path = `/api/v1/tasks/${body.id}`;
    const requestId = `request-${body.id}`;
    const tag = `"${body.version}"`;
    const [first, again] = [
      await change(path, { content: 'Twice' }, tag, requestId),
      await change(path, { content: 'Twice' }, tag, requestId),
    ];
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it.each(['1', '"1', ''])('is refused when it is no list of ETags: %j', async (header) => {
    const { body } = await http.post<Thing>('/api/v1/tasks', { content: 'Once' });
    const answer = await change(`/api/v1/tasks/${body.id}`, { content: 'Twice' }, header);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.if_match' } });
  });

  it('lets one of many who saw the same version close a task', async () => {
    const { body } = await http.post<Thing>('/api/v1/tasks', { content: 'Once' });
    const close = (): Promise<Answer> =>
      http.send('POST', `/api/v1/tasks/${body.id}/close`, undefined, { 'if-match': `"${body.version}"` });
    const statuses = (await Promise.all([close(), close(), close()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 412, 412]);
  });
});

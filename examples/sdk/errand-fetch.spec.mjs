import { createServer } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { TodoistApi } from '@doist/todoist-sdk';
import { errandFetch } from './errand-fetch.mjs';

const id = '0192d5a0-0000-7000-8000-00000000000f';
const servers = [];

/** A server that keeps what it was asked, and answers what it is told to. */
async function aServer(answer) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray().catch(() => [])).toString(); // some are broken off
    requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { status = 200, headers = {}, body: text = '' } = answer(request);
    response.writeHead(status, headers).end(text);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

const json = (body) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const attachment = (origin) => ({
  resource_type: 'image',
  file_name: 'cat.png',
  file_url: `${origin}/api/v1/files/${id}/cat.png`,
  image: `${origin}/api/v1/files/${id}/cat.png`,
});
const apiAt = (baseUrl) => new TodoistApi('secret', { baseUrl, customFetch: errandFetch(baseUrl) });

afterAll(() => servers.forEach((server) => server.close()));

describe('the SDK with errandFetch', () => {
  it('sends a file as a stream, and sees its address under the host that it knows', async () => {
    const errand = await aServer(() => json(attachment('https://errand.example')));
    const file = await apiAt(errand.url).uploadFile({ file: Buffer.from('picture'), fileName: 'cat.png' });
    expect(file.fileUrl).toBe(`https://files.todoist.com/api/v1/files/${id}/cat.png`);
    expect(file.image).toBe(file.fileUrl);
    expect(errand.requests).toMatchObject([{ method: 'POST', url: '/api/v1/uploads' }]);
    expect(errand.requests[0].body).toMatch(/name="file"; filename="cat.png"[^]*picture/);
    expect(errand.requests[0].headers.authorization).toBe('Bearer secret');
  });

  it('asks Errand for an attachment, and never tells its token to where the bytes are', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]);
    const storage = await aServer(() => ({ body: bytes }));
    const errand = await aServer(() => ({
      status: 302,
      headers: { location: `${storage.url}/files/${id}?signature=x` },
    }));
    const { arrayBuffer } = await apiAt(errand.url).viewAttachment(
      `https://files.todoist.com/api/v1/files/${id}/cat.png`,
    );
    expect(Buffer.from(await arrayBuffer())).toEqual(bytes);
    expect(errand.requests[0]).toMatchObject({ url: `/api/v1/files/${id}/cat.png` });
    expect(errand.requests[0].headers.authorization).toBe('Bearer secret');
    expect(storage.requests[0].headers.authorization).toBeUndefined();
  });

  it('takes the token out of a request to any other host', async () => {
    const elsewhere = await aServer(() => json({}));
    const call = errandFetch('http://errand.example');
    await call(elsewhere.url, { headers: { Authorization: 'Bearer secret', 'X-Kept': '1' } });
    expect(elsewhere.requests[0].headers).toMatchObject({ 'x-kept': '1' });
    expect(elsewhere.requests[0].headers.authorization).toBeUndefined();
  });

  it('changes nothing that people wrote', async () => {
    const content = `look: https://errand.example/api/v1/files/${id}/cat.png`;
    const errand = await aServer(() => json({ content, file_url: 'https://elsewhere.example/cat.png' }));
    const answer = await errandFetch(errand.url)(`${errand.url}/api/v1/comments/1`);
    expect(await answer.json()).toEqual({ content, file_url: 'https://elsewhere.example/cat.png' });
  });

  it('sends a file once, since a second try would send an empty one', async () => {
    const gone = await aServer(() => ({}));
    servers.at(-1).close();
    const upload = errandFetch(gone.url)(gone.url, { method: 'POST', body: Readable.from(['picture']) });
    await expect(upload).rejects.toThrow(/^The file could not be sent: connect ECONNREFUSED/);
    await expect(upload).rejects.not.toBeInstanceOf(TypeError);
  });

  it('tells of a file that cannot be read', async () => {
    const errand = await aServer(() => json({}));
    const upload = apiAt(errand.url).uploadFile({ file: '/no/such/file.png' });
    await expect(upload).rejects.toThrow('The file could not be sent: ENOENT');
  });
});

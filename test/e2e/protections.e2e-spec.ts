import { beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { protections } from '#service/protections.js';
import { aPerson, Http } from '#testing/http.js';

const frontend = process.env.ERRAND_URL ?? '';
const gateway = process.env.ERRAND_GATEWAY_URL ?? '';
let token: string;

beforeAll(async () => {
  ({ token } = await aPerson(Http.stack()));
});

const ask = (url: string, headers: Record<string, string> = {}, options: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', headers: { authorization: `Bearer ${token}`, ...headers }, ...options });

/** What every answer says, with its policy; nothing of TLS, for there is none here. */
function expectProtected({ headers }: Response, policy: unknown, resource = 'same-origin'): void {
  const wanted: Record<string, unknown> = {
    ...protections({ publicUrl: 'http://127.0.0.1' }),
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': resource,
  };
  for (const [name, value] of Object.entries(wanted)) expect([name, headers.get(name)]).toEqual([name, value]);
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
  expect(headers.has('strict-transport-security')).toBe(false);
}

const dataOnly = expect.stringMatching(/^default-src 'none';.* frame-ancestors 'none'/);
const page = expect.stringMatching(/default-src 'none'; script-src 'self'; style-src 'self';.* frame-ancestors 'none'/);

describe('what a browser is told', () => {
  it.each([
    ['the page', '/', 200],
    ['a view of it', '/project/x', 200],
    ['a file of it', '/favicon.svg', 200],
    ['a file that is not there', '/assets/none.js', 404],
    ['a path that cannot be decoded', '/%ff', 400],
  ])('comes with %s', async (_, path, status) => {
    const answer = await ask(frontend + path, { accept: status === 404 ? '*/*' : 'text/html' });
    expect(answer.status).toBe(status);
    expectProtected(answer, page);
  });

  it.each([
    ['data', 'GET', '/api/v1/user', 200],
    ['nothing', 'POST', '/api/v1/auth/logout', 400],
    ['a refusal', 'GET', '/api/v1/tasks/none', 404],
    ['a route that is not there', 'GET', '/api/v1/none', 404],
    ['a path that cannot be decoded', 'GET', '/api/v1/tasks/%ff', 400],
    ['the description', 'GET', '/api/openapi.json', 200],
    ['health', 'GET', '/health/live', 200],
  ])('comes with %s of the API, also through the web client’s server', async (_, method, path, status) => {
    for (const origin of path.startsWith('/api') ? [gateway, frontend] : [gateway]) {
      const answer = await ask(origin + path, {}, { method });
      expect(answer.status).toBe(status);
      expectProtected(answer, dataOnly);
    }
  });

  it('comes with the page to read the description at', async () => {
    for (const path of ['/api/docs', '/api/docs/']) expectProtected(await ask(frontend + path), page);
  });

  it('comes with what is no HTTP', async () => {
    const { hostname, port } = new URL(gateway);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('NOT HTTP\r\n\r\n'));
      socket.once('data', (data) => resolve(String(data)));
      socket.once('error', reject);
    });
    expect(answer).toContain('X-Content-Type-Options: nosniff');
  });

  it('tells it under https: to come by nothing else', () => {
    expect(protections({ publicUrl: 'https://todo.example.org' })).toHaveProperty('Strict-Transport-Security');
  });
});

describe('a file of somebody’s', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<script>alert(document.cookie)</script>';

  it.each([
    ['picture.svg', 'image/svg+xml', svg, 'attachment'],
    ['page.html', 'text/html', html, 'attachment'],
    ['page.xhtml', 'application/xhtml+xml', html, 'attachment'],
    ['script.js', 'text/javascript', 'alert(1)', 'attachment'],
    ['paper.pdf', 'application/pdf', '%PDF-1.7', 'attachment'],
    ['notes.png', 'image/png', html, 'inline'],
  ])('is never active: %s', async (name, type, text, disposition) => {
    const body = new FormData();
    body.append('file', new Blob([text], { type }), name);
    const sent = await ask(`${frontend}/api/v1/uploads`, {}, { method: 'POST', body });
    const { file_url } = (await sent.json()) as { file_url: string };
    const located = await ask(file_url);
    expect(located.status).toBe(302);
    expectProtected(located, dataOnly);
    const url = located.headers.get('location') ?? '';
    expect(new URL(url).origin).not.toBe(new URL(frontend).origin);
    const file = await fetch(url);
    expectProtected(file, "sandbox; default-src 'none'", 'cross-origin');
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      type,
      expect.stringMatching(new RegExp(`^${disposition};`)),
    ]);
    expectProtected(await fetch(url.replace(/signature=[^&]*/, 'signature=x')), dataOnly);
  });
});

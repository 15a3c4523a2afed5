import type { Answer } from '#testing/http.js';
import type { Body } from './persistence.js';

export const password = 'correct horse battery';

/** What a client sends, each write under an id that stays the same however often it is sent. */
export class Api {
  token = '';

  constructor(readonly origin: string) {}

  register(email: string, requestId: string, signal: AbortSignal): Promise<Answer<Body>> {
    return this.post('/api/v1/auth/register', { email, password, full_name: email }, requestId, signal);
  }

  async login(email: string, signal: AbortSignal): Promise<Answer<Body>> {
    const answer = await this.post('/api/v1/auth/login', { email, password }, undefined, signal);
    if (answer.status === 200) this.token = String(answer.body.access_token);
    return answer;
  }

  post(
    path: string,
    body: object | undefined,
    requestId: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer<Body>> {
    return this.send('POST', path, requestId, signal, body && json(body));
  }

  delete(path: string, requestId: string, signal: AbortSignal): Promise<Answer<Body>> {
    return this.send('DELETE', path, requestId, signal);
  }

  /** Deletes the account that is signed in. */
  leave(requestId: string, signal: AbortSignal): Promise<Answer<Body>> {
    return this.send('DELETE', '/api/v1/user', requestId, signal, json({ current_password: password }));
  }

  get<T>(path: string, signal: AbortSignal): Promise<Answer<T>> {
    return this.send('GET', path, undefined, signal) as Promise<Answer<T>>;
  }

  upload(name: string, bytes: string, requestId: string, signal: AbortSignal): Promise<Answer<Body>> {
    const body = new FormData();
    body.append('file', new Blob([bytes]), name);
    return this.send('POST', '/api/v1/uploads', requestId, signal, { body });
  }

  /** The bytes of a file, from wherever its address leads. */
  async download(url: string, signal: AbortSignal): Promise<string> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${this.token}` }, signal });
    return `${response.status} ${await response.text()}`;
  }

  private async send(
    method: string,
    path: string,
    requestId: string | undefined,
    signal: AbortSignal,
    { body, headers }: { body?: FormData | string; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.origin + path, {
      method,
      body,
      signal,
      headers: {
        ...headers,
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(requestId ? { 'x-request-id': requestId } : {}),
      },
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : {}) as Body };
  }
}

const json = (body: object): { body: string; headers: Record<string, string> } => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

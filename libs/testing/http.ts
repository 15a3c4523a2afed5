import { randomUUID } from 'node:crypto';

/** An answer, its body read as JSON where it is JSON. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** Calls the running system over HTTP; `path` begins with `/`, and a `token` is sent as bearer. */
export class Http {
  constructor(
    private readonly origin: string,
    private readonly token?: string,
  ) {}

  /** The system that the whole jest project runs against. */
  static stack(token?: string): Http {
    const origin = process.env.ERRAND_URL;
    if (!origin) throw new Error('ERRAND_URL is missing: run these tests with npm test');
    return new Http(origin, token);
  }

  as(token: string): Http {
    return new Http(this.origin, token);
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  post<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send('POST', path, body);
  }

  delete<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.send('DELETE', path, body);
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }
}

/** Where the running system answers a route of the API: this path of the web client's server is a page. */
export const originOf = (path: string): string =>
  (path.startsWith('/oauth/authorize') ? process.env.ERRAND_GATEWAY_URL : process.env.ERRAND_URL) ?? '';

/** Somebody who has just registered. */
export interface Person {
  id: string;
  email: string;
  password: string;
  token: string;
  refreshToken: string;
}

/** Registers somebody whom no other test knows. */
export async function aPerson(http: Http, overrides: { timezone?: string; full_name?: string } = {}): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = 'correct horse battery';
  const { status, body } = await http.post<{ user: { id: string }; access_token: string; refresh_token: string }>(
    '/api/v1/auth/register',
    { email, password, full_name: 'Sam Doe', ...overrides },
  );
  if (status !== 201) throw new Error(`Registering answered ${status}: ${JSON.stringify(body)}`);
  return { id: body.user.id, email, password, token: body.access_token, refreshToken: body.refresh_token };
}

import { Http } from './http.js';

/** Whoever came first to the running system (`libs/testing/stack.setup.mjs`), and so looks after it. */
export const administrator = { email: 'administrator@example.org', password: 'correct horse battery' };

/** The API as that person uses it. */
export async function asAdministrator(): Promise<Http> {
  const http = Http.stack();
  const { status, body } = await http.post<{ access_token: string }>('/api/v1/auth/login', administrator);
  if (status !== 200) throw new Error(`The administrator cannot sign in: ${status}`);
  return http.as(body.access_token);
}

import { Http, type Person } from './http.js';

/** Who looks after the running system (`libs/testing/stack.setup.mjs`). */
export const administrator = { email: 'administrator@example.org', password: 'correct horse battery' };

/** That person, signed in. */
export async function theAdministrator(): Promise<Person> {
  const { status, body } = await Http.stack().post<{
    user: { id: string };
    access_token: string;
    refresh_token: string;
  }>('/api/v1/auth/login', administrator);
  if (status !== 200) throw new Error(`The administrator cannot sign in: ${status}`);
  return { ...administrator, id: body.user.id, token: body.access_token, refreshToken: body.refresh_token };
}

/** The API as that person uses it. */
export const asAdministrator = async (): Promise<Http> => Http.stack((await theAdministrator()).token);

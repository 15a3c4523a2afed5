import { roles } from '#contracts/roles.js';
import { theAdministrator } from '#testing/administrator.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';
import { disable, expire, nameAdministrator } from './standing.js';

/** The columns of the matrix: who may knock at a route. */
export const callers = [
  'anonymous',
  'stranger',
  ...roles,
  'admin',
  'read-only token',
  'expired token',
  'disabled account',
  'disabled token',
] as const;

export type CallerName = (typeof callers)[number];

export interface Caller {
  name: CallerName;
  http: Http;
  token?: string;
  /** Whose account it is, and a session of it to prepare things with; anonymous has neither. */
  person?: Person;
  session?: Http;
}

const open = Http.stack();

/** Everybody of the matrix; the owner’s project is not shared with them yet. The administrator takes no part in it. */
export async function everybody(): Promise<Record<CallerName, Caller>> {
  const names = ['stranger', ...roles] as const;
  const signedIn = await Promise.all(names.map((name) => invitable(name)));
  const owner = signedIn.at(-1)!;
  const [reading, expired] = await Promise.all([tokenOf(owner), tokenOf(owner)]);
  await expire(expired.id);
  const all: Caller[] = [
    { name: 'anonymous', http: open },
    ...signedIn,
    inSession('admin', await theAdministrator()),
    { ...owner, name: 'read-only token', ...bearing(reading.token) },
    { ...owner, name: 'expired token', ...bearing(expired.token) },
    ...(await disabled()),
  ];
  return Object.fromEntries(all.map((caller) => [caller.name, caller])) as Record<CallerName, Caller>;
}

const bearing = (token: string): Pick<Caller, 'http' | 'token'> => ({ http: open.as(token), token });

const inSession = (name: CallerName, person: Person): Caller => ({
  name,
  ...bearing(person.token),
  session: open.as(person.token),
  person,
});

/** Somebody new who has shown that the address is theirs, without which nobody takes an invitation. */
export async function invitable(name: CallerName): Promise<Caller> {
  const person = await aPerson(open);
  await confirmAddress(open, person.email);
  return inSession(name, person);
}

/** Somebody who has just registered, in the place of a caller. */
export async function instead({ name }: Caller): Promise<Caller> {
  const person = await aPerson(open);
  if (name === 'admin') await nameAdministrator(person.id);
  return inSession(name, person);
}

/** A session and a token of an account that was disabled after it signed in. */
async function disabled(): Promise<Caller[]> {
  const account = inSession('disabled account', await aPerson(open));
  const byToken: Caller = { ...account, name: 'disabled token', ...bearing((await tokenOf(account)).token) };
  await disable(account.person!.id, [account.http, byToken.http]);
  return [account, byToken];
}

interface Token {
  id: string;
  token: string;
}

async function tokenOf({ http }: Caller): Promise<Token> {
  const input = { name: 'reads', scopes: ['data:read'], expires_in_days: 1 };
  return (await http.post<Token>('/api/v1/tokens', input)).body;
}

/** Has somebody take part in a thing of the owner's: `projects/…` or `tasks/…`. */
export async function join(thing: string, owner: Http, { name, http, person }: Caller): Promise<void> {
  const invitation = await invite(thing, owner, person!.email, name);
  await accepted(invitation, http);
}

/** An invitation, by its id. */
export async function invite(thing: string, owner: Http, email: string, role: string): Promise<string> {
  const { status, body } = await owner.post<{ id: string }>(`/api/v1/${thing}/invitations`, { email, role });
  if (status !== 200) throw new Error(`Inviting to ${thing} answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

/** Accepts, once the service that keeps tasks has heard that the address is confirmed. */
const accepted = (invitation: string, http: Http): Promise<void> =>
  eventually(async () => {
    const { status } = await http.post(`/api/v1/invitations/${invitation}/accept`);
    if (status !== 200) throw new Error(`Accepting answered ${status}`);
  });

/** Waits until somebody is shown an invitation. */
export const shown = (invitation: string, http: Http): Promise<void> =>
  eventually(async () => {
    const { body } = await http.get<{ results: { id: string }[] }>('/api/v1/invitations');
    if (!body.results.some(({ id }) => id === invitation)) throw new Error('The invitation is not shown yet');
  });

import { createConnection } from 'mysql2/promise';
import { roles } from '#contracts/roles.js';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http, type Person } from '#testing/http.js';

/** The columns of the matrix: who may knock at a route. */
export const callers = ['anonymous', 'stranger', ...roles, 'read-only token', 'expired token'] as const;

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

/** Everybody of the matrix; the owner’s project is not shared with them yet. */
export async function everybody(): Promise<Record<CallerName, Caller>> {
  const names = ['stranger', ...roles] as const;
  const people = await Promise.all(names.map(() => aPerson(open)));
  const signedIn = names.map((name, index): Caller => {
    const session = open.as(people[index].token);
    return { name, ...bearing(people[index].token), session, person: people[index] };
  });
  const owner = signedIn.at(-1)!;
  const [reading, expired] = await Promise.all([tokenOf(owner), tokenOf(owner)]);
  await expire(expired.id);
  const all: Caller[] = [
    { name: 'anonymous', http: open },
    ...signedIn,
    { ...owner, name: 'read-only token', ...bearing(reading.token) },
    { ...owner, name: 'expired token', ...bearing(expired.token) },
  ];
  return Object.fromEntries(all.map((caller) => [caller.name, caller])) as Record<CallerName, Caller>;
}

const bearing = (token: string): Pick<Caller, 'http' | 'token'> => ({ http: open.as(token), token });

/** Somebody who has just registered, in the place of a caller. */
export async function instead(caller: Caller): Promise<Caller> {
  const person = await aPerson(open);
  return { ...caller, ...bearing(person.token), session: open.as(person.token), person };
}

interface Token {
  id: string;
  token: string;
}

async function tokenOf({ http }: Caller): Promise<Token> {
  const input = { name: 'reads', scopes: ['data:read'], expires_in_days: 1 };
  return (await http.post<Token>('/api/v1/tokens', input)).body;
}

async function expire(id: string): Promise<void> {
  const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
  const sql = `UPDATE personal_token SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND
    WHERE id = UNHEX(REPLACE(?, '-', ''))`;
  await database.query(sql, [id]);
  await database.end();
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

/** Accepts, once the service that keeps tasks has heard that there is such an account. */
const accepted = (invitation: string, http: Http): Promise<void> =>
  eventually(async () => {
    const { status } = await http.post(`/api/v1/invitations/${invitation}/accept`);
    if (status !== 200) throw new Error(`Accepting answered ${status}`);
  });

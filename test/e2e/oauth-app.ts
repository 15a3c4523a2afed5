import { createHash, randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { type Answer, aPerson, type Http } from '#testing/http.js';

export interface MadeApp {
  id: string;
  client_secret: string | null;
}

export interface Refusal {
  error: string;
  error_description: string;
  code: string;
  field?: string;
}

export interface Given {
  access_token: string;
  token_type: string;
  scope: string;
}

export const redirectUri = 'https://bridge.example.org/callback?from=errand';

/** An app of whoever `owner` is signed in as. */
export async function anApp(owner: Http, fields: object = {}): Promise<MadeApp> {
  const wanted = { name: 'Bridge', redirect_uris: [redirectUri], ...fields };
  const { status, body } = await owner.post<MadeApp>('/api/v1/oauth/apps', wanted);
  if (status !== 201) throw new Error(`Registering an app answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** What PKCE (RFC 7636) sends first, and what it sends later. */
export function aProof(): {
  code_verifier: string;
  challenge: { code_challenge: string; code_challenge_method: string };
} {
  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  return { code_verifier, challenge: { code_challenge, code_challenge_method: 'S256' } };
}

/** What a person answers, and where they are sent with it. */
export async function decide(person: Http, request: object, allow = true): Promise<URL> {
  const { status, body } = await person.post<{ redirect_to: string }>('/api/v1/oauth/authorization', {
    scope: 'data:read',
    state: 'a state',
    ...request,
    allow,
  });
  if (status !== 200) throw new Error(`Deciding answered ${status}: ${JSON.stringify(body)}`);
  return new URL(body.redirect_to);
}

/** A code that a person gives an app. */
export async function aCode(person: Http, request: object): Promise<string> {
  return (await decide(person, request)).searchParams.get('code') ?? '';
}

/** Trades a code, as a form. */
export function trade(http: Http, fields: Record<string, string>, headers = {}): Promise<Answer<Given & Refusal>> {
  return http.send('POST', '/oauth/access_token', new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
}

/** An app, how it shows which one it is, who made it, and somebody who may let it in. */
export interface Meeting {
  owner: Http;
  person: Http;
  app: MadeApp;
  own: { client_id: string; client_secret: string };
}

export async function aMeeting(http: Http): Promise<Meeting> {
  const people = await Promise.all([aPerson(http), aPerson(http)]);
  const [owner, person] = people.map(({ token }) => http.as(token)) as [Http, Http];
  const app = await anApp(owner);
  return { owner, person, app, own: { client_id: app.id, client_secret: app.client_secret ?? '' } };
}

/** A token that the person gives the app. */
export async function aToken(
  http: Http,
  { person, app, own }: Pick<Meeting, 'person' | 'app' | 'own'>,
): Promise<string> {
  const { body } = await trade(http, { ...own, code: await aCode(person, { client_id: app.id }) });
  return body.access_token;
}

/** Lets the minute of a code be over. */
export async function expire(code: string): Promise<void> {
  const database = await createConnection(process.env.USER_DATABASE_URL ?? '');
  await database.query('UPDATE app_code SET expires_at = UTC_TIMESTAMP(3) WHERE hash = ?', [
    createHash('sha256').update(code).digest(),
  ]);
  await database.end();
}

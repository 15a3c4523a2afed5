import { createStore } from '../state/store';
import { readStored } from '../state/stored';
import { inOneTab } from './lock';
import { Problem, problemFrom } from './problem';
import type { Session, SignedIn } from './types';

interface Kept {
  refresh_token: string;
  user_id: string;
}

interface Access {
  token: string;
  expiresAt: number;
}

const KEPT = 'errand.session';
const HANDOVER = 'errand.access';
const SLACK_MS = 15_000;
/** The other tabs wait for their turn meanwhile. */
const PATIENCE_MS = 20_000;

/** Who is signed in on this page. `expired` tells a session that ended by itself from one that was ended. */
export const session = createStore<{ userId: string | null; expired: boolean }>({
  userId: kept()?.user_id ?? null,
  expired: false,
});

let access = takeHandover();
let renewal: Promise<string> | null = null;

function kept(): Kept | null {
  return readStored<Kept>(localStorage, KEPT);
}

/** Starts a session from the answer to sign-in or sign-up. */
export function startSession({ user, ...tokens }: SignedIn): void {
  keep(tokens, user.id);
  session.set({ userId: user.id, expired: false });
}

function keep(tokens: Session, userId: string): string {
  localStorage.setItem(KEPT, JSON.stringify({ refresh_token: tokens.refresh_token, user_id: userId } satisfies Kept));
  access = { token: tokens.access_token, expiresAt: Date.now() + tokens.expires_in * 1000 };
  return access.token;
}

function drop(expired: boolean): void {
  access = null;
  localStorage.removeItem(KEPT);
  session.set({ userId: null, expired });
}

/** Ends the session here and in every tab, and tells the server as far as it can be reached. */
export async function endSession(): Promise<void> {
  const ended = kept();
  drop(false);
  if (ended) await post('/api/v1/auth/logout', { refresh_token: ended.refresh_token }).catch(() => undefined);
}

/** A token for the next request, renewed when it has expired or when the API refused it (`refused`). */
export function accessToken(refused?: string): Promise<string> {
  if (access && access.token !== refused && access.expiresAt - SLACK_MS > Date.now()) {
    return Promise.resolve(access.token);
  }
  return (renewal ??= inOneTab('errand.renew', renew).finally(() => (renewal = null)));
}

/** A refresh token is good for one use in all tabs together, so this reads it only while it holds the lock. */
async function renew(): Promise<string> {
  const now = kept();
  if (!now) throw new Problem(401, { code: 'session.none', detail: 'You are signed out.' });
  const response = await post('/api/v1/auth/refresh', { refresh_token: now.refresh_token });
  if (response.ok) return keep((await response.json()) as Session, now.user_id);
  const problem = problemFrom(response.status, await response.json().catch(() => null));
  const refused = response.status === 400 || response.status === 401;
  if (refused && kept()?.refresh_token === now.refresh_token) drop(true);
  throw problem;
}

async function post(path: string, body: object): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), keepalive: true, signal });
  } catch {
    throw new Problem(0);
  }
}

/**
 * The access token outlives a reload: renewing on each one would spend the refresh token in a request that a second,
 * impatient reload aborts, and the session with it.
 */
function takeHandover(): Access | null {
  const handed = readStored<Access>(sessionStorage, HANDOVER);
  sessionStorage.removeItem(HANDOVER);
  return kept() && handed;
}

window.addEventListener('pagehide', () => {
  if (access) sessionStorage.setItem(HANDOVER, JSON.stringify(access));
});

window.addEventListener('pageshow', () => sessionStorage.removeItem(HANDOVER));

window.addEventListener('storage', ({ key }) => {
  if (key !== KEPT && key !== null) return;
  const userId = kept()?.user_id ?? null;
  if (userId === session.get().userId) return;
  access = null;
  session.set({ userId, expired: false });
});

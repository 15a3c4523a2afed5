import { createStore } from '../state/store';
import { readStored } from '../state/stored';
import { inOneTab } from './lock';
import { Problem, problemFrom } from './problem';
import { randomId } from './random-id';
import type { Session, SignedIn } from './types';
import { exchange, peek } from './vault';

interface Access {
  token: string;
  expiresAt: number;
}

/** In localStorage: who is signed in, for all tabs to see at once. */
const USER = 'errand.user';
/** In the vault: the refresh token. Touched only under the lock of the same name. */
const REFRESH = 'errand.refresh';
const HANDOVER = 'errand.access';

const SLACK_MS = 15_000;
/** The other tabs wait for their turn meanwhile. */
const PATIENCE_MS = 20_000;

/** Who is signed in on this page. `expired` tells a session that ended by itself from one that was ended. */
export const session = createStore<{ userId: string | null; expired: boolean }>({
  userId: localStorage.getItem(USER),
  expired: false,
});

let access = takeHandover();
let renewal: Promise<string> | null = null;

/** Starts a session from the answer to sign-in or sign-up. */
export async function startSession({ user, ...tokens }: SignedIn): Promise<void> {
  await inOneTab(REFRESH, () => keep(tokens));
  localStorage.setItem(USER, user.id);
  session.set({ userId: user.id, expired: false });
}

async function keep(tokens: Session): Promise<string> {
  await exchange(REFRESH, () => tokens.refresh_token);
  access = { token: tokens.access_token, expiresAt: Date.now() + tokens.expires_in * 1000 };
  return access.token;
}

function leave(expired: boolean): void {
  access = null;
  localStorage.removeItem(USER);
  session.set({ userId: null, expired });
}

/** Ends the session here and in every tab, and tells the server as far as it can be reached. */
export async function endSession(): Promise<void> {
  leave(false);
  const ended = await inOneTab(REFRESH, async () => {
    const token = await peek<string>(REFRESH);
    await exchange(REFRESH, () => undefined);
    access = null;
    return token;
  });
  if (ended) await post('/api/v1/auth/logout', { refresh_token: ended }).catch(() => undefined);
}

/** A token for the next request, renewed when it has expired or when the API refused it (`refused`). */
export function accessToken(refused?: string): Promise<string> {
  if (access && access.token !== refused && access.expiresAt - SLACK_MS > Date.now()) {
    return Promise.resolve(access.token);
  }
  return (renewal ??= inOneTab(REFRESH, renew).finally(() => (renewal = null)));
}

/** A refresh token is good for one use in all tabs together, so this runs only under the lock. */
async function renew(): Promise<string> {
  const token = await peek<string>(REFRESH);
  if (!token) {
    if (session.get().userId !== null) leave(true);
    throw new Problem(401, { code: 'session.none', detail: 'You are signed out.' });
  }
  const response = await post('/api/v1/auth/refresh', { refresh_token: token }, requestIdFor(token));
  if (response.ok) return keep((await response.json()) as Session);
  if (response.status === 400 || response.status === 401) {
    await exchange(REFRESH, () => undefined);
    leave(true);
  }
  throw problemFrom(response.status, await response.json().catch(() => null));
}

let attempt = { token: '', requestId: '' };

/** The same for each try with a token: when the answer to the first was lost, the second gets it, and is no reuse. */
function requestIdFor(token: string): string {
  if (attempt.token !== token) attempt = { token, requestId: randomId() };
  return attempt.requestId;
}

async function post(path: string, body: object, requestId = randomId()): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', 'X-Request-Id': requestId };
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
  return localStorage.getItem(USER) === null ? null : handed;
}

window.addEventListener('pagehide', () => {
  if (access) sessionStorage.setItem(HANDOVER, JSON.stringify(access));
});

window.addEventListener('pageshow', () => sessionStorage.removeItem(HANDOVER));

window.addEventListener('storage', ({ key }) => {
  if (key !== USER && key !== null) return;
  const userId = localStorage.getItem(USER);
  if (userId === session.get().userId) return;
  access = null;
  session.set({ userId, expired: false });
});

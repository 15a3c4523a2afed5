import { answer, api, openApi } from './client';
import { createStore } from '../state/store';
import { asCookie } from './session';

/** In sessionStorage while the browser is at a provider: what shows that it is the same one, and what it went for. */
const WAY = 'errand.provider';

export interface Way {
  secret: string;
  goal: 'sign-in' | 'link';
  /** The path to go back to. */
  from: string;
}

/** Sends the browser to a provider, to sign in with it. */
export async function leaveToSignIn(provider: string, from: string): Promise<void> {
  leave(await answer(openApi.POST('/api/v1/auth/provider/question', { body: { provider } })), 'sign-in', from);
}

/** Sends the browser to a provider, to link an identity there to the account. */
export async function leaveToLink(provider: string, current_password: string): Promise<void> {
  const body = { provider, current_password };
  leave(await answer(api.POST('/api/v1/user/identities/question', { body })), 'link', '/security');
}

function leave({ secret, url }: { secret: string; url: string }, goal: Way['goal'], from: string): void {
  sessionStorage.setItem(WAY, JSON.stringify({ secret, goal, from } satisfies Way));
  window.location.assign(url);
}

/** What this browser went to a provider for, told once. */
export function takeWay(): Way | null {
  const kept = sessionStorage.getItem(WAY);
  sessionStorage.removeItem(WAY);
  return kept === null ? null : (JSON.parse(kept) as Way);
}

/** Where to go, once what the browser went for is done: whoever is signed in then begins with a fresh page that knows nothing else. */
export const arrival = createStore<string | null>(null);

/** Signs in by what the browser came back with. */
export function signInFrom({ secret }: Way, parameters: string, code: string): Promise<{ user: { id: string } }> {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const body = { secret, parameters, timezone, ...(code ? { code } : {}) };
  return answer(openApi.POST('/api/v1/auth/provider', { body, headers: asCookie }));
}

export async function linkFrom({ secret }: Way, parameters: string): Promise<void> {
  await answer(api.POST('/api/v1/user/identities', { body: { secret, parameters } }));
}

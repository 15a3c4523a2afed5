import { createStore } from '../state/store';

/** In localStorage: who is signed in, for all tabs to see at once. The session itself is a cookie, out of reach of scripts. */
const USER = 'errand.user';
/** In localStorage while the server has not yet heard that the session is over. */
const LEAVING = 'errand.leaving';

/** `expired` tells a session that ended by itself from one that was ended. */
export interface Session {
  userId: string | null;
  expired: boolean;
}

/** Who is signed in on this page. */
export const session = createStore<Session>({
  userId: localStorage.getItem(USER),
  expired: false,
});

/** What asks the API for a session that is kept in a cookie. */
export const asCookie = { 'Errand-Session': 'cookie' } as const;

let farewell: Promise<void> | null = localStorage.getItem(LEAVING) === null ? null : tellServer();

/** Starts a session from the answer to sign-in or sign-up, which left its cookie. */
export function startSession({ user }: { user: { id: string } }): void {
  localStorage.setItem(USER, user.id);
  session.set({ userId: user.id, expired: false });
}

/** Ends the session here and in every tab, and tells the server as soon as it can be reached. */
export function endSession(): void {
  localStorage.setItem(LEAVING, '1');
  leave(false);
  farewell = tellServer();
}

/** To be waited for before the next sign-in: the answer to the last farewell takes the cookie with it. */
export async function farewellSaid(): Promise<void> {
  await farewell;
}

/**
 * The API does not know the session any more that something was asked in. An answer may be late: one that was begun since is
 * not over, be it the same person's.
 */
export function sessionIsOver(asked: Session): void {
  if (asked.userId !== null && session.get() === asked) leave(true);
}

function leave(expired: boolean): void {
  localStorage.removeItem(USER);
  session.set({ userId: null, expired });
}

async function tellServer(): Promise<void> {
  try {
    const { status } = await fetch('/api/v1/sessions/current', { method: 'DELETE', keepalive: true });
    if (status < 500) localStorage.removeItem(LEAVING);
  } catch {
    // the next page that is opened tells it
  }
}

window.addEventListener('storage', ({ key }) => {
  if (key !== USER && key !== null) return;
  const userId = localStorage.getItem(USER);
  if (userId === session.get().userId) return;
  session.set({ userId, expired: false });
});

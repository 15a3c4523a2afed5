import { createStore } from '../state/store';

/** In localStorage: who is signed in, for all tabs to see at once. The session itself is a cookie, out of reach of scripts. */
const USER = 'errand.user';
/** In localStorage while the server has not yet heard that the session is over. */
const LEAVING = 'errand.leaving';

/** Who is signed in on this page. `expired` tells a session that ended by itself from one that was ended. */
export const session = createStore<{ userId: string | null; expired: boolean }>({
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

/** The API knows no session of this page any more. `userId` is who was signed in when it was asked. */
export function sessionIsOver(userId: string | null): void {
  if (userId !== null && session.get().userId === userId) leave(true);
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

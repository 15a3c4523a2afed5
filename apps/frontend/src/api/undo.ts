import type { QueryClient } from '@tanstack/react-query';
import { showToast } from '../ui/toast-store';
import { answer, api } from './client';
import { asProblem } from './problem';
import { randomId } from './random-id';

/** A change that can be taken back. The id that is sent with it is the token by which that is asked for. */
export interface Undoable {
  token: string;
  headers: { 'X-Request-Id': string };
}

export function undoable(): Undoable {
  const token = randomId();
  return { token, headers: { 'X-Request-Id': token } };
}

/** Takes a change back, within 15 minutes and once; rejects when somebody has changed the same since. */
export async function takeBack(token: string): Promise<void> {
  await answer(api.POST('/api/v1/undo', { body: { token } }));
}

/** Says what was done, with a way back, after which everything on screen is asked for anew. */
export function offerUndo(client: QueryClient, said: string, token: string): void {
  const run = async () => {
    try {
      await takeBack(token);
    } catch (error) {
      showToast(`That was not undone. ${asProblem(error).message}`, { tone: 'problem' });
    }
    await client.invalidateQueries();
  };
  showToast(said, { action: { label: 'Undo', run: () => void run() } });
}

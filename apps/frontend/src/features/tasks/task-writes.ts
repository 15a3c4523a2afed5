import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { refreshSoon } from './task-queries';

interface Write<T> {
  /** Shows what is about to be; done at once. */
  show: () => void;
  send: () => Promise<T>;
  /** Takes back what was shown, when the API refuses. */
  undo: () => void;
}

/** Runs a write after those before it: undo must not overtake what it undoes. */
export async function writeTasks<T>(client: QueryClient, { show, send, undo }: Write<T>): Promise<T> {
  const mutation = client.getMutationCache().build<T, Error, void, void>(client, {
    mutationKey: keys.tasks,
    scope: { id: 'tasks' },
    mutationFn: send,
    onMutate: async () => {
      await client.cancelQueries({ queryKey: keys.tasks });
      show();
    },
    onError: undo,
    onSettled: () => refreshSoon(client),
  });
  return mutation.execute();
}

export function shorten(content: string): string {
  return content.length > 48 ? `${content.slice(0, 46)}…` : content;
}

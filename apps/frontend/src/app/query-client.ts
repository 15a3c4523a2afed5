import { MutationCache, notifyManager, QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import { Problem } from '../api/problem';

const LONGEST_WAIT_MS = 10_000;

// What somebody chose shows before React puts a field back to what it was told: within the same task, not one later.
notifyManager.setScheduler(queueMicrotask);

/** What tells of things done anywhere. */
const chronicles = [keys.trash, keys.activities, keys.productivity];

/**
 * The cache of server state. What tells of all that is written is asked again after each write, where it is on screen.
 * While the API is out of reach, what is on screen keeps asking, ever less often.
 */
export function createQueryClient(): QueryClient {
  const onSettled = () => {
    for (const queryKey of chronicles) void client.invalidateQueries({ queryKey });
  };
  const client = new QueryClient({
    mutationCache: new MutationCache({ onSettled }),
    defaultOptions: {
      queries: {
        // A server of one's own may well be reachable while the browser thinks it is offline.
        networkMode: 'always',
        staleTime: 15_000,
        retry: (_, error) => error instanceof Problem && error.away,
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, LONGEST_WAIT_MS),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

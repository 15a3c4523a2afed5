import { notifyManager, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

const LONGEST_WAIT_MS = 10_000;

// What somebody chose shows before React puts a field back to what it was told: within the same task, not one later.
notifyManager.setScheduler(queueMicrotask);

/** The cache of server state. While the API is out of reach, what is on screen keeps asking, ever less often. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}

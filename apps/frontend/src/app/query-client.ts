import { MutationCache, notifyManager, QueryClient } from '@tanstack/react-query';
import { freshenChronicles } from '../api/chronicles';
import { Problem } from '../api/problem';

const LONGEST_WAIT_MS = 10_000;

// What somebody chose shows before React puts a field back to what it was told: within the same task, not one later.
notifyManager.setScheduler(queueMicrotask);

/**
 * The cache of server state. What tells of things done anywhere is asked again after each mutation.
 * While the API is out of reach, what is on screen keeps asking, ever less often.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({ onSettled: () => freshenChronicles(client) }),
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

import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys';

/** What tells of things done anywhere. */
const chronicles = [keys.trash, keys.activities, keys.productivity];

/** Asks again, after something was written, for what tells of it, where that is on screen. */
export function freshenChronicles(client: QueryClient): void {
  for (const queryKey of chronicles) void client.invalidateQueries({ queryKey });
}

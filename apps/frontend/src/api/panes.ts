import { useQuery } from '@tanstack/react-query';
import { answer, api } from './client';
import { keys } from './keys';

/** The lists that a filter consists of, and how much each finds; a `Problem` with its place when it cannot be read. */
export function usePanes(query: string) {
  return useQuery({
    queryKey: keys.panes(query),
    queryFn: () => answer(api.GET('/api/v1/filters/preview', { params: { query: { query } } })),
    enabled: query.trim() !== '',
  });
}

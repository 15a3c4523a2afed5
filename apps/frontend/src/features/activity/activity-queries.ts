import { useInfiniteQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';

/** What was done, newest first, a page at a time: in one project or in all; `kind` as in `:completed`, empty for everything. */
export function useActivity(projectId: string | null, kind: string) {
  return useInfiniteQuery({
    queryKey: keys.activity(projectId, kind),
    queryFn: ({ pageParam: cursor }) => {
      const query = {
        limit: 50,
        ...(cursor && { cursor }),
        ...(projectId && { parent_project_id: projectId }),
        ...(kind && { object_event_types: [kind] }),
      };
      return answer(api.GET('/api/v1/activities', { params: { query } }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: 0,
  });
}

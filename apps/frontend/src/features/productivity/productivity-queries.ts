import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';

/** How much the person completed lately, and streaks of reached goals. */
export function useProductivity() {
  return useQuery({
    queryKey: keys.productivity,
    queryFn: () => answer(api.GET('/api/v1/tasks/completed/stats')),
    staleTime: 0,
  });
}

import { useQueries, useQuery } from '@tanstack/react-query';
import { allPages, api } from './client';
import { keys } from './keys';

const collaborators = (id: string) => ({
  queryKey: keys.collaborators(id),
  queryFn: () =>
    allPages((query) => api.GET('/api/v1/projects/{id}/collaborators', { params: { path: { id }, query } })),
});

/** Who takes part in a project, which several features show. */
export function useCollaborators(id: string, enabled = true) {
  return useQuery({ ...collaborators(id), enabled });
}

/** With whom a single task is shared, and which task that is. */
export const collaboratorsOfTask = (taskId: string) => ({
  queryKey: keys.collaborators(taskId),
  queryFn: async () => {
    const path = { id: taskId };
    const people = await allPages((query) => api.GET('/api/v1/tasks/{id}/collaborators', { params: { path, query } }));
    return { taskId, people };
  },
  staleTime: 60_000,
});

/** The names, by id, of those who take part in any of these projects; whoever has left is not among them, and nobody is at first. */
export function useNames(projectIds: Iterable<string>): Map<string, string> {
  return useQueries({
    queries: [...new Set(projectIds)].map((id) => ({ ...collaborators(id), staleTime: 60_000 })),
    combine: (answers) => new Map(answers.flatMap(({ data = [] }) => data.map(({ id, name }) => [id, name] as const))),
  });
}

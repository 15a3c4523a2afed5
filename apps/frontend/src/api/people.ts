import { useQueries, useQuery } from '@tanstack/react-query';
import { allPages, answer, api } from './client';
import { keys } from './keys';
import type { Role } from './roles';
import type { Task } from './types';

const paths = {
  project: '/api/v1/projects/{id}/collaborators',
  task: '/api/v1/tasks/{id}/collaborators',
} as const;

const collaborators = (id: string, kind: keyof typeof paths = 'project') => ({
  queryKey: keys.collaborators(id),
  queryFn: () => allPages((query) => api.GET(paths[kind], { params: { path: { id }, query } })),
});

/** Who takes part in a project, or has a task shared alone with them, which several features show. */
export function useCollaborators(id: string, kind: keyof typeof paths = 'project') {
  return useQuery(collaborators(id, kind));
}

/** The person's role on a task whose project the list of projects does not have: given on the task alone, or in what is put away and only read. */
export const roleOnTask = (task: Pick<Task, 'id' | 'project_id'>, userId: string | null) => ({
  queryKey: keys.role(task.id),
  queryFn: async (): Promise<{ taskId: string; role: Role; given: boolean }> => {
    const path = { id: task.id };
    const people = await allPages((query) => api.GET('/api/v1/tasks/{id}/collaborators', { params: { path, query } }));
    const given = people.find(({ id }) => id === userId);
    if (given) return { taskId: task.id, role: given.role, given: true };
    const project = { params: { path: { id: task.project_id } } };
    const { role, is_archived } = await answer(api.GET('/api/v1/projects/{id}', project));
    return { taskId: task.id, role: is_archived ? 'viewer' : role, given: false };
  },
  staleTime: 60_000,
});

/**
 * The names, by id, of those who take part in any of these projects; whoever has left is not among them, and nobody is at
 * first.
 */
export function useNames(projectIds: Iterable<string>): Map<string, string> {
  return useQueries({
    queries: [...new Set(projectIds)].map((id) => ({ ...collaborators(id), staleTime: 60_000 })),
    combine: (answers) => new Map(answers.flatMap(({ data = [] }) => data.map(({ id, name }) => [id, name] as const))),
  });
}

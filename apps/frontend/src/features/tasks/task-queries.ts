import { useQuery, type QueryClient } from '@tanstack/react-query';
import { allPages, answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { Task } from '../../api/types';

/** Every active task. All views are cut from this one list, so that a change shows in each of them at once. */
export function useTasks() {
  return useQuery({
    queryKey: keys.tasks,
    queryFn: () => allPages((query) => api.GET('/api/v1/tasks', { params: { query } })),
  });
}

/** The active tasks of something that is put away, which no other list has. */
export function useArchivedTasks(place: { projectId: string } | { sectionId: string }) {
  const [id, where] =
    'projectId' in place
      ? [place.projectId, { project_id: place.projectId }]
      : [place.sectionId, { section_id: place.sectionId }];
  return useQuery({
    queryKey: keys.archivedTasks(id),
    queryFn: () => allPages((query) => api.GET('/api/v1/tasks', { params: { query: { ...query, ...where } } })),
  });
}

/** Which of them a filter finds. */
export function useFilteredIds(filter: string) {
  return useQuery({
    queryKey: keys.filtered(filter),
    queryFn: async () => {
      const tasks = await allPages((page) =>
        api.GET('/api/v1/tasks/filter', { params: { query: { ...page, query: filter } } }),
      );
      return tasks.map(({ id }) => id);
    },
  });
}

/** One task, active or completed. */
export function useTask(id: string) {
  const task = useTasks().data?.find((one) => one.id === id);
  const alone = useQuery({
    queryKey: keys.task(id),
    queryFn: () => answer(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })),
    enabled: !task,
  });
  return { task: task ?? alone.data, error: task ? null : alone.error };
}

export function cachedTasks(client: QueryClient): Task[] {
  return client.getQueryData<Task[]>(keys.tasks) ?? [];
}

/** Puts tasks into the cache, over what it knew of them. A completed one is not news to the list of active ones. */
export function putTasks(client: QueryClient, tasks: Task[]): void {
  client.setQueryData<Task[]>(keys.tasks, (now) => {
    if (!now) return now;
    const known = new Set(now.map(({ id }) => id));
    const put = new Map(tasks.filter(({ id, checked }) => known.has(id) || !checked).map((task) => [task.id, task]));
    return [...now.filter(({ id }) => !put.has(id)), ...put.values()];
  });
  for (const task of tasks) client.setQueryData<Task>(keys.task(task.id), (now) => now && task);
}

export function dropTasks(client: QueryClient, tasks: Task[]): void {
  const ids = new Set(tasks.map(({ id }) => id));
  client.setQueryData<Task[]>(keys.tasks, (now) => now?.filter(({ id }) => !ids.has(id)));
}

const QUIET_MS = 600;

let refresh: ReturnType<typeof setTimeout> | undefined;

/** Asks the server for the truth once no change has been made for a moment. */
export function refreshSoon(client: QueryClient): void {
  clearTimeout(refresh);
  refresh = setTimeout(() => {
    if (client.isMutating({ mutationKey: keys.tasks })) refreshSoon(client);
    else void client.invalidateQueries({ queryKey: keys.tasks });
  }, QUIET_MS);
}

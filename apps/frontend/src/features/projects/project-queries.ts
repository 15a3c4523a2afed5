import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project, Task } from '../../api/types';
import { offerUndo, undoable } from '../../api/undo';
import { showToast } from '../../ui/toast-store';

export type ProjectWords = Pick<Project, 'name' | 'color'>;

type NewProject = ProjectWords & { parent_id?: string };

export function useAddProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProject) => answer(api.POST('/api/v1/projects', { body })),
    onSuccess: (project) => edit(client, (now) => [...now, project]),
    onSettled: () => refresh(client),
  });
}

/** Renames or recolours a project; shows at once. */
export function useUpdateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ project, words }: { project: Project; words: ProjectWords }) =>
      answer(api.POST('/api/v1/projects/{id}', { params: { path: { id: project.id } }, body: words })),
    onMutate: async ({ project, words }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      edit(client, (now) => now.map((one) => (one.id === project.id ? { ...one, ...words } : one)));
    },
    onError: (_, { project }) => edit(client, (now) => now.map((one) => (one.id === project.id ? project : one))),
    onSettled: () => refresh(client),
  });
}

type ProjectLook = Partial<Pick<Project, 'view_style' | 'is_collapsed'>>;

/** Shows a project as a list or as a board, or what is under it or not, here and wherever else the person looks at it. */
export function useProjectLook() {
  const client = useQueryClient();
  const show = (id: string, look: ProjectLook) =>
    edit(client, (now) => now.map((one) => (one.id === id ? { ...one, ...look } : one)));
  return useMutation({
    mutationFn: ({ id, look }: { id: string; look: ProjectLook; before: ProjectLook }) =>
      answer(api.POST('/api/v1/projects/{id}', { params: { path: { id } }, body: look })),
    onMutate: async ({ id, look }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      show(id, look);
    },
    onError: (error, { id, before }) => {
      show(id, before);
      showToast(`How it is shown was not saved. ${asProblem(error).message}`, { tone: 'problem' });
    },
    onSettled: () => refresh(client),
  });
}

/** Copies a project with its sections and what is to be done in it. */
export function useDuplicateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Project) =>
      answer(api.POST('/api/v1/projects/{id}/duplicate', { params: { path: { id } }, body: {} })),
    onSuccess: async (project) => {
      edit(client, (now) => [...now, project]);
      await client.invalidateQueries({ queryKey: keys.tasks });
    },
    onError: (error, project) =>
      showToast(`“${project.name}” was not copied. ${asProblem(error).message}`, { tone: 'problem' }),
    onSettled: () => refresh(client),
  });
}

/** Deletes a project with what is in it; shows at once, and can be undone. */
export function useDeleteProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id }: Project) => {
      const { token, headers } = undoable();
      await answer(api.DELETE('/api/v1/projects/{id}', { params: { path: { id } }, headers }));
      return token;
    },
    onMutate: async (project) => {
      await client.cancelQueries({ queryKey: keys.projects });
      client.setQueryData<Task[]>(keys.tasks, (now) => now?.filter(({ project_id }) => project_id !== project.id));
      edit(client, (now) => now.filter(({ id }) => id !== project.id));
    },
    onError: (error, project) => {
      edit(client, (now) => [...now, project]);
      showToast(`“${project.name}” was not deleted. ${asProblem(error).message}`, { tone: 'problem' });
    },
    onSuccess: (token, project) => offerUndo(client, `Deleted “${project.name}”`, token),
    onSettled: () => {
      refresh(client);
      void client.invalidateQueries({ queryKey: keys.tasks });
    },
  });
}

function edit(client: QueryClient, change: (projects: Project[]) => Project[]): void {
  client.setQueryData<Project[]>(keys.projects, (now) => now && change(now));
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.projects });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project, Task } from '../../api/types';
import { showToast } from '../../ui/toast-store';
import { branchOf } from './project-tree';

/** Puts a project away with those under it; shows at once, and says so with a way back. */
export function useArchiveProject() {
  const client = useQueryClient();
  const tell = (words: string, error: unknown) =>
    showToast(`${words} ${asProblem(error).message}`, { tone: 'problem' });

  /** Each before those under it: the server leaves one at the top whose parent is still put away. */
  const bringBack = async (projects: Project[]) => {
    try {
      for (const { id } of projects) {
        await answer(api.POST('/api/v1/projects/{id}/unarchive', { params: { path: { id } } }));
      }
    } catch (error) {
      tell('Not all of it is back.', error);
    }
    await client.invalidateQueries();
  };

  return useMutation({
    mutationFn: ({ id }: Project) => answer(api.POST('/api/v1/projects/{id}/archive', { params: { path: { id } } })),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      const before = client.getQueryData<Project[]>(keys.projects) ?? [];
      const gone = branchOf(before, id);
      const ids = new Set(gone.map((one) => one.id));
      client.setQueryData<Task[]>(keys.tasks, (now) => now?.filter(({ project_id }) => !ids.has(project_id)));
      client.setQueryData<Project[]>(keys.projects, (now) => now?.filter((one) => !ids.has(one.id)));
      return { before, gone };
    },
    onError: (error, { name }, kept) => {
      if (kept) client.setQueryData<Project[]>(keys.projects, kept.before);
      tell(`“${name}” was not put away.`, error);
    },
    onSuccess: (_, { name }, { gone }) => {
      showToast(`Archived “${name}”`, { action: { label: 'Undo', run: () => void bringBack(gone) } });
    },
    onSettled: () => client.invalidateQueries(),
  });
}

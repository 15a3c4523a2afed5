import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project, Task } from '../../api/types';
import { offerUndo, undoable } from '../../api/undo';
import { showToast } from '../../ui/toast-store';
import { branchOf } from './project-tree';

/** Puts a project away with those under it; shows at once, and says so with a way back. */
export function useArchiveProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id }: Project) => {
      const { token, headers } = undoable();
      await answer(api.POST('/api/v1/projects/{id}/archive', { params: { path: { id } }, headers }));
      return token;
    },
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      const before = client.getQueryData<Project[]>(keys.projects) ?? [];
      const ids = new Set(branchOf(before, id).map((one) => one.id));
      client.setQueryData<Task[]>(keys.tasks, (now) => now?.filter(({ project_id }) => !ids.has(project_id)));
      client.setQueryData<Project[]>(keys.projects, (now) => now?.filter((one) => !ids.has(one.id)));
      return { before };
    },
    onError: (error, { name }, kept) => {
      if (kept) client.setQueryData<Project[]>(keys.projects, kept.before);
      showToast(`“${name}” was not put away. ${asProblem(error).message}`, { tone: 'problem' });
    },
    onSuccess: (token, { name }) => offerUndo(client, `Archived “${name}”`, token),
    onSettled: () => client.invalidateQueries(),
  });
}

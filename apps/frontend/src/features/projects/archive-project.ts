import { useMutation, useQueryClient } from '@tanstack/react-query';
import { offerUnarchive } from '../../api/archive';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project, Task } from '../../api/types';
import { showToast } from '../../ui/toast-store';
import { branchOf } from './project-tree';

/** Puts a project away with those under it; shows at once, and says so with a way back. */
export function useArchiveProject() {
  const client = useQueryClient();
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
      showToast(`“${name}” was not put away. ${asProblem(error).message}`, { tone: 'problem' });
    },
    onSuccess: (_, __, { gone }) => offerUnarchive(client, gone),
    onSettled: () => client.invalidateQueries(),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { showToast } from '../../ui/toast-store';

interface Move {
  project: Project;
  parentId: string | null;
  /** Goes before this one; last unless told. */
  before?: Project | undefined;
}

/** Puts a project elsewhere in the tree, one move after another; shows at once. */
export function useMoveProject() {
  const client = useQueryClient();
  const show = (change: (now: Project[]) => Project[]) =>
    client.setQueryData<Project[]>(keys.projects, (now) => now && change(now));

  const { mutate } = useMutation({
    scope: { id: 'projects' },
    mutationFn: ({ project: { id }, parentId, order }: Move & { order: number }) =>
      answer(
        api.POST('/api/v1/projects/{id}/move', { params: { path: { id } }, body: { parent_id: parentId, order } }),
      ),
    onMutate: async ({ project, parentId, order }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      show((now) =>
        now.map((one) => {
          if (one.id === project.id) return { ...one, parent_id: parentId, child_order: order };
          const makesRoom = one.parent_id === parentId && !one.inbox_project && one.child_order >= order;
          return makesRoom ? { ...one, child_order: one.child_order + 1 } : one;
        }),
      );
    },
    onError: (error, { project, parentId, before }) => {
      show((now) => now.map((one) => (one.id === project.id ? project : one)));
      showToast(`“${project.name}” was not moved. ${asProblem(error).message}`, {
        tone: 'problem',
        action: { label: 'Try again', run: () => move({ project, parentId, before }) },
      });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.projects }),
  });

  function move({ project, parentId, before }: Move): void {
    const there =
      client.getQueryData<Project[]>(keys.projects)?.filter(({ parent_id }) => parent_id === parentId) ?? [];
    const last = Math.max(0, ...there.filter(({ id }) => id !== project.id).map(({ child_order }) => child_order));
    mutate({ project, parentId, before, order: before?.child_order ?? last + 1 });
  }
  return move;
}

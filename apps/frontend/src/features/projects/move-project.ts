import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { runCommands } from '../../api/commands';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { putBefore } from '../../state/reorder';
import { showToast } from '../../ui/toast-store';

interface Move {
  project: Project;
  parentId: string | null;
  /** Goes before this one; last unless told. */
  before?: Project | undefined;
}

/** Puts a project elsewhere in the tree, one move after another; shows at once. The server is told the order of all siblings. */
export function useMoveProject() {
  const client = useQueryClient();

  const { mutate } = useMutation({
    scope: { id: 'projects' },
    mutationFn: ({ project: { id }, parentId }: Move) => {
      const siblings = childrenOf(client, parentId);
      const projects = siblings.map((one) => ({ id: one.id, child_order: one.child_order }));
      return runCommands([
        { type: 'project_move', args: { id, parent_id: parentId } },
        { type: 'project_reorder', args: { projects } },
      ]);
    },
    onMutate: async ({ project, parentId, before }) => {
      await client.cancelQueries({ queryKey: keys.projects });
      const moved = { ...project, parent_id: parentId };
      const order = putBefore(childrenOf(client, parentId), moved, before);
      show(
        client,
        order.map((one, index) => ({ ...one, child_order: index + 1 })),
      );
    },
    onError: (error, { project, parentId, before }) => {
      show(client, [project]);
      showToast(`“${project.name}” was not moved. ${asProblem(error).message}`, {
        tone: 'problem',
        action: { label: 'Try again', run: () => mutate({ project, parentId, before }) },
      });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.projects }),
  });
  return mutate;
}

function childrenOf(client: QueryClient, parentId: string | null): Project[] {
  return (client.getQueryData<Project[]>(keys.projects) ?? [])
    .filter(({ parent_id, inbox_project }) => parent_id === parentId && !inbox_project)
    .toSorted((a, b) => a.child_order - b.child_order);
}

function show(client: QueryClient, changed: Project[]): void {
  const put = new Map(changed.map((project) => [project.id, project]));
  client.setQueryData<Project[]>(keys.projects, (now) => now?.map((one) => put.get(one.id) ?? one));
}

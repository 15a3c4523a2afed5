import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '../../api/client';
import { runCommands } from '../../api/commands';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Section, Task } from '../../api/types';
import { offerUndo, undoable } from '../../api/undo';
import { putBefore } from '../../state/reorder';
import { showToast } from '../../ui/toast-store';

/** What can be done to the sections of a project. Each but adding shows at once and is taken back when the API refuses it. */
export function useSectionActions(projectId: string) {
  const client = useQueryClient();
  return useMemo(() => sectionActions(client, projectId), [client, projectId]);
}

interface Write {
  /** What to say when it is refused. */
  complaint: string;
  show: (sections: Section[]) => Section[];
  send: () => Promise<unknown>;
}

function sectionActions(client: QueryClient, projectId: string) {
  const queryKey = keys.sections(projectId);

  /** Runs a write after those before it; one that is refused can be tried again. */
  async function write({ complaint, show, send }: Write): Promise<boolean> {
    const before = client.getQueryData<Section[]>(queryKey);
    const mutation = client.getMutationCache().build<unknown, Error, void, void>(client, {
      mutationKey: queryKey,
      scope: { id: queryKey.join() },
      mutationFn: send,
      onMutate: async () => {
        await client.cancelQueries({ queryKey });
        client.setQueryData<Section[]>(queryKey, (now) => now && show(now));
      },
      onError: () => client.setQueryData(queryKey, before),
      onSettled: () => {
        if (client.isMutating({ mutationKey: queryKey }) === 1) void client.invalidateQueries({ queryKey });
      },
    });
    try {
      await mutation.execute();
      return true;
    } catch (error) {
      const again = { label: 'Try again', run: () => void write({ complaint, show, send }) };
      showToast(`${complaint} ${asProblem(error).message}`, { tone: 'problem', action: again });
      return false;
    }
  }

  /** Rejects when refused: the form says why. */
  async function add(name: string): Promise<void> {
    const section = await answer(api.POST('/api/v1/sections', { body: { name, project_id: projectId } }));
    await client.cancelQueries({ queryKey });
    client.setQueryData<Section[]>(queryKey, (now) => now && [...now.filter(({ id }) => id !== section.id), section]);
    void client.invalidateQueries({ queryKey });
  }

  const at = ({ id }: Section) => ({ params: { path: { id } } });

  function rename(section: Section, name: string): void {
    void write({
      complaint: `“${section.name}” keeps its name.`,
      show: (now) => now.map((one) => (one.id === section.id ? { ...one, name } : one)),
      send: () => answer(api.POST('/api/v1/sections/{id}', { ...at(section), body: { name } })),
    });
  }

  /** Hides its tasks in the lists of everybody, or shows them. */
  function fold(section: Section, folded: boolean): void {
    void write({
      complaint: `The tasks in “${section.name}” stay as they were.`,
      show: (now) => now.map((one) => (one.id === section.id ? { ...one, is_collapsed: folded } : one)),
      send: () => answer(api.POST('/api/v1/sections/{id}', { ...at(section), body: { is_collapsed: folded } })),
    });
  }

  /** Puts it before another section, or last. The server is told the order of all. */
  function move(section: Section, before: Section | undefined): void {
    const inOrder = (now: Section[]) =>
      putBefore(
        now.toSorted((x, y) => x.section_order - y.section_order),
        section,
        before,
      ).map((one, index) => ({ ...one, section_order: index + 1 }));
    let order: Section[] = [];
    void write({
      complaint: `“${section.name}” was not moved.`,
      show: (now) => (order = inOrder(now)),
      send: () =>
        runCommands([
          {
            type: 'section_reorder',
            args: { sections: order.map(({ id, section_order }) => ({ id, section_order })) },
          },
        ]),
    });
  }

  /** Puts it away with its tasks, and says so with a way back. */
  async function archive(section: Section): Promise<void> {
    const { token, headers } = undoable();
    const done = await write({
      complaint: `“${section.name}” was not put away.`,
      show: (now) => now.filter(({ id }) => id !== section.id),
      send: () => answer(api.POST('/api/v1/sections/{id}/archive', { ...at(section), headers })),
    });
    if (!done) return;
    offerUndo(client, `Archived “${section.name}”`, token);
    await client.invalidateQueries();
  }

  async function remove(section: Section): Promise<void> {
    const { token, headers } = undoable();
    const done = await write({
      complaint: `“${section.name}” was not deleted.`,
      show: (now) => now.filter(({ id }) => id !== section.id),
      send: () => answer(api.DELETE('/api/v1/sections/{id}', { ...at(section), headers })),
    });
    if (!done) return;
    client.setQueryData<Task[]>(keys.tasks, (now) => now?.filter(({ section_id }) => section_id !== section.id));
    void client.invalidateQueries({ queryKey: keys.tasks });
    offerUndo(client, `Deleted “${section.name}”`, token);
  }

  return { add, rename, fold, move, archive, remove };
}

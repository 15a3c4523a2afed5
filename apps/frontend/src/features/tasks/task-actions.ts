import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import type { CurrentUser, Task, TaskChange } from '../../api/types';
import { undoable } from '../../api/undo';
import { dismissToast } from '../../ui/toast-store';
import { arrangeTask } from './arrange-task';
import { soundCompleted } from './completed-sound';
import type { Slot } from './slots';
import { cachedTasks, dropTasks, putTasks } from './task-queries';
import { complain, knownFamily, tellUndoable } from './task-undo';
import { shorten, writeTasks } from './task-writes';

/** Long enough to see the tick being made; shorter than the wait for the next refresh. */
const FAREWELL_MS = 420;

/** Where a task goes, and what it is called there. */
export interface Destination {
  projectId: string;
  name: string;
}

/** What can be done to tasks. Each shows at once and is taken back, with a word, when the API refuses it. */
export function useTaskActions() {
  const client = useQueryClient();
  return useMemo(() => taskActions(client), [client]);
}

export type TaskActions = ReturnType<typeof taskActions>;

function taskActions(client: QueryClient) {
  const write = <T>(show: () => void, send: () => Promise<T>, undo: () => void) =>
    writeTasks(client, { show, send, undo });

  const at = (id: string) => ({ params: { path: { id } } });

  async function complete(task: Task): Promise<void> {
    const family = knownFamily(client, task);
    const { token, headers } = undoable();
    const toast = tellUndoable(client, `Completed “${shorten(task.content)}”`, token, family);
    const tick = () => {
      soundCompleted(client.getQueryData<CurrentUser>(keys.user));
      putTasks(
        client,
        family.map((one) => ({ ...one, checked: true })),
      );
      setTimeout(() => {
        const ids = new Set(family.map(({ id }) => id));
        dropTasks(
          client,
          cachedTasks(client).filter(({ id, checked }) => checked && ids.has(id)),
        );
      }, FAREWELL_MS);
    };
    await write(
      tick,
      () => answer(api.POST('/api/v1/tasks/{id}/close', { ...at(task.id), headers })),
      () => putTasks(client, family),
    ).catch((error: unknown) => {
      dismissToast(toast);
      complain(`“${shorten(task.content)}” is still open.`, error);
    });
    void client.invalidateQueries({ queryKey: keys.task(task.id) });
  }

  /** Opens a family again. The API opens with a subtask all that it is part of, so the innermost are enough. */
  async function reopen(family: Task[]): Promise<void> {
    const show = () =>
      putTasks(
        client,
        family.map((task) => ({ ...task, checked: false, completed_at: null })),
      );
    const parents = new Set(family.map(({ parent_id }) => parent_id));
    const innermost = family.filter(({ id }) => !parents.has(id));
    const send = () => Promise.all(innermost.map(({ id }) => answer(api.POST('/api/v1/tasks/{id}/reopen', at(id)))));
    await write(show, send, () => dropTasks(client, family)).catch((error: unknown) =>
      complain('That stays completed.', error),
    );
    for (const { id } of family) void client.invalidateQueries({ queryKey: keys.task(id) });
  }

  /** Puts what recurs on its next date. */
  async function skip(task: Task): Promise<void> {
    const { token, headers } = undoable();
    const nothing = () => undefined;
    const send = () => answer(api.POST('/api/v1/tasks/{id}/skip', { ...at(task.id), headers }));
    await write(nothing, send, nothing).then(
      (fresh) => {
        putTasks(client, [fresh]);
        tellUndoable(client, `Skipped one date of “${shorten(task.content)}”`, token, [task]);
      },
      (error: unknown) => complain(`“${shorten(task.content)}” keeps its date.`, error),
    );
  }

  async function remove(task: Task): Promise<void> {
    const family = knownFamily(client, task);
    const { token, headers } = undoable();
    const toast = tellUndoable(client, `Deleted “${shorten(task.content)}”`, token, family);
    await write(
      () => dropTasks(client, family),
      () => answer(api.DELETE('/api/v1/tasks/{id}', { ...at(task.id), headers })),
      () => putTasks(client, family),
    ).catch((error: unknown) => {
      dismissToast(toast);
      complain(`“${shorten(task.content)}” was not deleted.`, error);
    });
  }

  /** Changes a task. Rejects when refused, so that a form can show why; `preview` is what to show until then. */
  async function update(task: Task, change: TaskChange, preview: Partial<Task> = {}): Promise<void> {
    const { token, headers } = undoable();
    const fresh = await write(
      () => putTasks(client, [{ ...task, ...preview }]),
      () => answer(api.POST('/api/v1/tasks/{id}', { ...at(task.id), body: change, headers })),
      () => putTasks(client, [task]),
    );
    putTasks(client, [fresh]);
    tellUndoable(client, `Changed “${shorten(fresh.content)}”`, token, [task]);
  }

  async function move(task: Task, { projectId, name }: Destination): Promise<void> {
    const family = knownFamily(client, task);
    const { token, headers } = undoable();
    const moved = family.map((one) => ({
      ...one,
      project_id: projectId,
      section_id: null,
      ...(one.id === task.id ? { parent_id: null } : {}),
    }));
    const body = { project_id: projectId };
    await write(
      () => putTasks(client, moved),
      () => answer(api.POST('/api/v1/tasks/{id}/move', { ...at(task.id), body, headers })),
      () => putTasks(client, family),
    ).then(
      () => void tellUndoable(client, `Moved to ${name}`, token, family),
      (error: unknown) => complain(`“${shorten(task.content)}” was not moved.`, error),
    );
  }

  /** Hides what is below a task in the lists of everybody, or shows it. Says nothing: the same chevron leads back. */
  async function fold(task: Task, folded: boolean): Promise<void> {
    const show = (is_collapsed: boolean) => {
      const now = cachedTasks(client).filter(({ id }) => id === task.id);
      putTasks(
        client,
        now.map((one) => ({ ...one, is_collapsed })),
      );
    };
    await write(
      () => show(folded),
      () => answer(api.POST('/api/v1/tasks/{id}', { ...at(task.id), body: { is_collapsed: folded } })),
      () => show(!folded),
    ).catch((error: unknown) => complain(`The subtasks of “${shorten(task.content)}” stay as they were.`, error));
  }

  const arrange = (task: Task, slot: Slot) => arrangeTask(client, task, slot);

  return { complete, reopen, skip, remove, update, move, fold, arrange, complain };
}

import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { takeBack } from '../../api/undo';
import { showToast } from '../../ui/toast-store';
import { cachedTasks, dropTasks, putTasks } from './task-queries';
import { familyOf } from './task-tree';
import { writeTasks } from './task-writes';

/** A task and all below it, also when the list of active tasks does not have it. */
export function knownFamily(client: QueryClient, task: Task): Task[] {
  const family = familyOf(cachedTasks(client), task.id);
  return family.length ? family : [task];
}

export function complain(what: string, error: unknown): void {
  showToast(`${what} ${asProblem(error).message}`, { tone: 'problem' });
}

/** Says what was done to a task, with a way back to `before`: the task, and those under it, as they were. */
export function tellUndoable(client: QueryClient, said: string, token: string, before: Task[]): number {
  const action = { label: 'Undo', run: () => void undo(client, token, before) };
  return showToast(said, { action, about: `task:${before[0]?.id}` });
}

async function undo(client: QueryClient, token: string, before: Task[]): Promise<void> {
  const now = cachedTasks(client);
  const family = before.flatMap(({ id }) => now.find((task) => task.id === id) ?? []);
  const added = before.filter(({ id }) => !family.some((task) => task.id === id));
  await writeTasks(client, {
    show: () => putTasks(client, before),
    send: () => takeBack(token),
    undo: () => {
      dropTasks(client, added);
      putTasks(client, family);
    },
  }).catch((error: unknown) => complain('That was not undone.', error));
  for (const { id } of before) {
    for (const queryKey of [keys.task(id), keys.occurrences(id)]) void client.invalidateQueries({ queryKey });
  }
}

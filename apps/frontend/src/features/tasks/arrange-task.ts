import type { QueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { showToast } from '../../ui/toast-store';
import { arrangementOf, slotOf, type Arrangement, type Slot } from './slots';
import { cachedTasks, putTasks } from './task-queries';
import { familyOf } from './task-tree';
import { shorten, writeTasks } from './task-writes';

/**
 * Puts a task into a slot. What it means is worked out when it is shown, from what all moves before it have shown, and sent
 * after them: the server meets the same order that the person saw.
 */
export async function arrangeTask(client: QueryClient, task: Task, slot: Slot): Promise<void> {
  let arrangement: Arrangement | null = null;
  let before: Task[] = [];
  let stood: Task[] = [];
  let origin: Slot | null = null;

  const show = () => {
    const tasks = cachedTasks(client);
    arrangement = arrangementOf(tasks, task.id, slot);
    before = familyOf(tasks, task.id);
    stood = tasks.filter((one) => arrangement?.shifted.some(({ id }) => id === one.id));
    origin = before[0] ? slotOf(tasks, before[0]) : null;
    if (arrangement) putTasks(client, [...arrangement.moved, ...arrangement.shifted]);
  };
  const undo = () => {
    if (arrangement) takeBack(client, arrangement, before, stood);
  };
  try {
    await writeTasks(client, { show, send: () => send(task.id, arrangement), undo });
    offerReturn(client, task, arrangement, origin);
  } catch (error) {
    showToast(`“${shorten(task.content)}” was not moved. ${asProblem(error).message}`, {
      tone: 'problem',
      action: { label: 'Try again', run: () => void arrangeTask(client, task, slot) },
    });
  }
}

/** What went to another list can go back, by a move of its own. Within a list the way back is as short as the way there. */
function offerReturn(client: QueryClient, task: Task, arrangement: Arrangement | null, origin: Slot | null): void {
  if (!arrangement?.target || !origin) return;
  const action = { label: 'Undo', run: () => void arrangeTask(client, task, origin) };
  showToast(`Moved “${shorten(task.content)}”`, { action, about: `task:${task.id}` });
}

async function send(id: string, arrangement: Arrangement | null): Promise<void> {
  const at = { params: { path: { id } } };
  const { target = null, order = null } = arrangement ?? {};
  if (target) await answer(api.POST('/api/v1/tasks/{id}/move', { ...at, body: target }));
  if (order !== null) await answer(api.POST('/api/v1/tasks/{id}', { ...at, body: { order } }));
}

/** Unless a later move has taken the task elsewhere. Siblings that made room go back, unless they are somewhere else by now. */
function takeBack(client: QueryClient, { moved, shifted }: Arrangement, before: Task[], stood: Task[]): void {
  const now = new Map(cachedTasks(client).map((task) => [task.id, task]));
  const [shown] = moved;
  if (!shown || now.get(shown.id) !== shown) return;
  const back = shifted.flatMap(({ id, child_order }) => {
    const [task, was] = [now.get(id), stood.find((one) => one.id === id)];
    return task && was && task.child_order === child_order ? [{ ...task, child_order: was.child_order }] : [];
  });
  putTasks(client, [...before, ...back]);
}

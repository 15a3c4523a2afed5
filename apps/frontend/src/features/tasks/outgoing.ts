import type { QueryClient } from '@tanstack/react-query';
import { freshenChronicles } from '../../api/chronicles';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { randomId } from '../../api/random-id';
import { asProblem, type Problem } from '../../api/problem';
import type { QuickAddTask, Task } from '../../api/types';
import { keepDraft, onDraftsForgotten, readDraft } from '../../state/draft';
import { createStore } from '../../state/store';
import { refreshSoon } from './task-queries';
import type { TaskDraft } from './task-draft';

/** A new task on its way to the server, or stuck. */
export interface Outgoing {
  key: string;
  /** The list that it was written in. */
  list: string;
  draft: TaskDraft;
  body: QuickAddTask;
  /** Why it is stuck; null while it travels. */
  reason: string | null;
}

const KEPT = 'unsaved-tasks';

/** What was written and is not saved yet. Stuck ones outlive a reload. */
export const outgoing = createStore<Outgoing[]>(readDraft<Outgoing[]>(KEPT) ?? []);

outgoing.subscribe(() => {
  const stuck = outgoing.get().filter(({ reason }) => reason !== null);
  keepDraft(KEPT, stuck.length ? stuck : null);
});

onDraftsForgotten(() => outgoing.set([]));

export function newOutgoing(list: string, draft: TaskDraft, body: QuickAddTask): Outgoing {
  return { key: randomId(), list, draft, body, reason: null };
}

/** Sends a new task. When that fails it stays in `outgoing`, with the reason, and the problem is thrown. */
export async function sendTask(client: QueryClient, entry: Outgoing): Promise<Task> {
  outgoing.set((now) => [...now.filter(({ key }) => key !== entry.key), { ...entry, reason: null }]);
  try {
    // The same id on every try: an answer that got lost must not make two tasks.
    const headers = { 'X-Request-Id': entry.key };
    const task = await answer(api.POST('/api/v1/tasks/quick', { body: entry.body, headers }));
    await client.cancelQueries({ queryKey: keys.tasks });
    client.setQueryData<Task[]>(keys.tasks, (now) => now && [...now.filter(({ id }) => id !== task.id), task]);
    discardOutgoing(entry.key);
    refreshSoon(client);
    freshenChronicles(client);
    return task;
  } catch (error) {
    const problem: Problem = asProblem(error);
    outgoing.set((now) => now.map((one) => (one.key === entry.key ? { ...one, reason: problem.message } : one)));
    if (problem.away) refreshSoon(client);
    throw problem;
  }
}

export function discardOutgoing(key: string): void {
  outgoing.set((now) => now.filter((one) => one.key !== key));
}

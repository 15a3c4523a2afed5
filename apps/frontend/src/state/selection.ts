import { useCallback, useSyncExternalStore } from 'react';
import { createStore } from './store';

/** Tasks that one call changes at most. */
export const mostSelected = 100;

/** The ids of the tasks that are selected, for something to be done with all of them. */
export const selection = createStore<ReadonlySet<string>>(new Set());

/** Selects a task, or no longer. Beyond what one call changes nothing more is selected. */
export function toggleSelected(id: string): void {
  selection.set((now) => {
    const next = new Set(now);
    if (!next.delete(id) && next.size < mostSelected) next.add(id);
    return next;
  });
}

export const clearSelection = (): void => selection.set((now) => (now.size === 0 ? now : new Set()));

/** Whether a task is selected; only what this changes for is drawn again. */
export function useIsSelected(id: string): boolean {
  return useSyncExternalStore(
    selection.subscribe,
    useCallback(() => selection.get().has(id), [id]),
  );
}

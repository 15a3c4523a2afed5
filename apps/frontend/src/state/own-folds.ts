import { useCallback } from 'react';
import { createStore, useStore } from './store';

interface Foldable {
  id: string;
  is_collapsed: boolean;
}

/** What somebody has folded or shown who may not do so for everybody; for as long as the page is open. */
const ownFolds = createStore<ReadonlyMap<string, boolean>>(new Map());

/** Folds something for the person alone, or shows it. */
export function foldAlone({ id }: Foldable, folded: boolean): void {
  ownFolds.set((now) => new Map(now).set(id, folded));
}

/** Whether a thing is folded: as everybody has it who may fold it, for others as they have it here. */
export function useFolded(): (thing: Foldable, mayFold: boolean) => boolean {
  const own = useStore(ownFolds);
  return useCallback(({ id, is_collapsed }, mayFold) => (mayFold ? undefined : own.get(id)) ?? is_collapsed, [own]);
}

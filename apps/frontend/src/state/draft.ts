import { useCallback, useState } from 'react';
import { readStored } from './stored';

const PREFIX = 'errand.draft.';

const OWNER = 'errand.draft-owner';

const listeners = new Set<() => void>();

/** Hears when everything half-written is forgotten. */
export function onDraftsForgotten(listener: () => void): void {
  listeners.add(listener);
}

/** Says whose drafts this tab keeps. Those of anybody else are forgotten; nobody's are nobody's. */
export function claimDrafts(userId: string | null): void {
  if (userId !== null && sessionStorage.getItem(OWNER) === userId) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
  if (userId === null) sessionStorage.removeItem(OWNER);
  else sessionStorage.setItem(OWNER, userId);
  for (const listener of listeners) listener();
}

export function readDraft<T>(key: string): T | null {
  return readStored<T>(sessionStorage, PREFIX + key);
}

/** Keeps a half-written thing for this tab; `null` forgets it. */
export function keepDraft(key: string, value: unknown): void {
  if (value === null) sessionStorage.removeItem(PREFIX + key);
  else sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
}

/** State of a form that survives a reload, a closed dialog or an expired session. `null` starts it afresh. */
export function useDraft<T extends object>(key: string, fresh: T): [T, (next: T | null) => void, boolean] {
  const [draft, setDraft] = useState<T | null>(() => readDraft<T>(key));
  const change = useCallback(
    (next: T | null) => {
      keepDraft(key, next);
      setDraft(next);
    },
    [key],
  );
  return [draft ?? fresh, change, draft !== null];
}

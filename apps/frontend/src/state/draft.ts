import { useCallback, useState } from 'react';

const PREFIX = 'errand.draft.';

/** Forgets everything half-written in this tab: the next person to sign in must not find it. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}

export function readDraft<T>(key: string): T | null {
  const text = sessionStorage.getItem(PREFIX + key);
  return text === null ? null : (JSON.parse(text) as T);
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

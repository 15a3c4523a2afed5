import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(min-width: 56rem)');

/** Whether there is room for the sidebar beside the page. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}

import { useLocation, type Location } from 'react-router';

/** What lies behind a task that is open; null when the address names no task or came from outside. */
export function useBackground(): Location | null {
  const state = useLocation().state as { background?: Location } | null;
  return state?.background ?? null;
}

/** Link properties that open a task over the present view. From one open task to another there is no step back. */
export function useTaskLink(): { state: { background: Location }; replace: boolean } {
  const here = useLocation();
  const background = useBackground();
  return { state: { background: background ?? here }, replace: background !== null };
}

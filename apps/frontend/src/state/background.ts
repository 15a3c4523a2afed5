import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useNavigate, type Location } from 'react-router';

/** What lies behind a task that is open; null when the address names no task or came from outside. */
export function useBackground(): Location | null {
  const state = useLocation().state as { background?: Location } | null;
  return state?.background ?? null;
}

/**
 * Opens a task over the present view. From one open task to another there is no step back. The function stays the same
 * when the address changes, so that long lists need not be drawn again.
 */
export function useOpenTask(): (id: string) => void {
  const navigate = useNavigate();
  const here = useLocation();
  const background = useBackground();
  const latest = useRef({ navigate, here, background });

  useEffect(() => {
    latest.current = { navigate, here, background };
  });

  return useCallback((id: string) => {
    const now = latest.current;
    const state = { background: now.background ?? now.here };
    void now.navigate(`/task/${id}`, { state, replace: now.background !== null });
  }, []);
}

import { useEffect } from 'react';

const ROW = '[data-task-link]';

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`main ${ROW}`)];
}

/** Moves the focus to the task after the one in `row`, or before it at the end: the one in `row` is about to go. */
export function focusNeighbour(row: HTMLElement): void {
  const all = links();
  const at = all.findIndex((link) => row.contains(link));
  const neighbour = all[at + 1] ?? all[at - 1] ?? document.querySelector<HTMLElement>('main h1');
  neighbour?.focus();
}

/** j and k walk through the tasks of the page; so do the arrow keys once a task has the focus. */
export function useTaskKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        !(target instanceof HTMLElement) ||
        target.closest('dialog, [popover], input:not([type=checkbox]), textarea, select')
      )
        return;
      const onTask = target.closest('li')?.querySelector(ROW) ?? null;
      const step = { j: 1, k: -1, ArrowDown: onTask ? 1 : 0, ArrowUp: onTask ? -1 : 0 }[key] ?? 0;
      const all = links();
      if (!step || !all.length) return;
      event.preventDefault();
      const at = all.indexOf(onTask as HTMLElement);
      const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step));
      all[next]?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

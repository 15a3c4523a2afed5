import { useEffect, useRef } from 'react';
import { takeNewestOffer } from '../ui/toast-store';

const SEQUENCE_MS = 1_200;

/**
 * Keys for the whole page, `q` or `g i`. They rest while something is typed, and while a dialog or a menu is open; only `z`
 * works there too, where what can be undone is told.
 */
export function useShortcuts(shortcuts: Record<string, () => void>): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    let first = '';
    let at = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      if (event.key === 'z') {
        if (takeNewestOffer()) event.preventDefault();
        return;
      }
      if (event.ctrlKey || event.metaKey || isCovered()) return;
      const pair = Date.now() - at < SEQUENCE_MS ? `${first} ${event.key}` : '';
      const run = latest.current[pair] ?? latest.current[event.key];
      first = event.key;
      at = Date.now();
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('textarea, select, input:not([type=checkbox], [type=radio])') !== null;
}

function isCovered(): boolean {
  return document.querySelector('dialog[open], :popover-open') !== null;
}

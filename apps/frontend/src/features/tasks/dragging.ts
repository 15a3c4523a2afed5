import { useEffect, type RefObject } from 'react';
import type { Task } from '../../api/types';
import { dropProject } from '../../state/drop-project';
import { createStore } from '../../state/store';
import { scrollNear } from './drag-scroll';
import { findSlot, gripOf, type DropLine } from './drop-target';
import type { Slot } from './slots';

/** A task that follows the pointer. */
export interface Drag {
  task: Task;
  x: number;
  y: number;
  /** Where it would land; null where it would stay. */
  line: DropLine | null;
}

export const dragging = createStore<Drag | null>(null);

/** Mice drag after a few pixels; a finger, which scrolls, has to rest first. */
const SLACK_PX = 6;
const REST_MS = 350;

interface DragOptions {
  /** The tasks that lists show at the moment. */
  tasks: () => Task[];
  onDrop: (slot: Slot) => void;
}

/** Follows a pointer that was put down on a task until it is lifted. Esc, or a scroll of the browser's own, ends it. */
export function followPointer(down: PointerEvent, task: Task, { tasks, onDrop }: DragOptions): void {
  const done = new AbortController();
  const { signal } = done;
  const byTouch = down.pointerType === 'touch';
  const grip = gripOf(down.target instanceof Element ? down.target : null, down.clientX);
  let last = down;
  let slot: Slot | null = null;

  const end = (drop: boolean) => {
    clearTimeout(rest);
    done.abort();
    const landed = dragging.get() && drop ? slot : null;
    if (dragging.get()) swallowClick();
    dragging.set(null);
    dropProject.set(null);
    if (landed) onDrop(landed);
  };

  const look = () => {
    const { clientX: x, clientY: y } = last;
    const found = findSlot(tasks(), task, x, y, grip);
    slot = found?.slot ?? null;
    dropProject.set(found?.projectId ?? null);
    dragging.set({ task, x, y, line: found?.line ?? null });
  };

  const begin = () => {
    window.getSelection()?.removeAllRanges();
    look();
    scrollNear(() => last, look, signal);
  };

  const rest = setTimeout(() => {
    if (byTouch) begin();
  }, REST_MS);

  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLACK_PX;
    if (dragging.get()) look();
    else if (far && byTouch) end(false);
    else if (far) begin();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !dragging.get()) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };

  const refuse = (event: Event) => {
    if (dragging.get() || event.type === 'selectstart') event.preventDefault();
  };

  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', () => end(true), { signal });
  window.addEventListener('pointercancel', () => end(false), { signal });
  window.addEventListener('blur', () => end(false), { signal });
  window.addEventListener('keydown', onKeyDown, { signal, capture: true });
  window.addEventListener('selectstart', refuse, { signal });
  window.addEventListener('contextmenu', refuse, { signal });
}

/** A finger that drags must not scroll. Registered once and not by React, which would make it passive. */
export function useStillWhileDragging(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    const hold = (event: TouchEvent) => {
      if (dragging.get()) event.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    return () => element?.removeEventListener('touchmove', hold);
  }, [frame]);
}

/** What lets go of a task has not clicked on what lies there. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

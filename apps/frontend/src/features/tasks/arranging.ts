import { createContext, use, type PointerEvent } from 'react';
import type { Task } from '../../api/types';

/** How the tasks of a view can be put in another order. */
export interface Arranging {
  /** One step up or down; `far` to the section before or after. */
  step: (task: Task, step: 1 | -1, far?: boolean) => void;
  /** A pointer was put down on a task. */
  grab: (task: Task, event: PointerEvent) => void;
}

export const ArrangingContext = createContext<Arranging | null>(null);

/** Null in views that are sorted by something else, such as the date. */
export function useArranging(): Arranging | null {
  return use(ArrangingContext);
}

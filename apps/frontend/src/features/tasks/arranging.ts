import { createContext, use, type PointerEvent } from 'react';
import type { Task } from '../../api/types';

/** How the tasks of a view can be put elsewhere. */
export interface Arranging {
  /** A pointer was put down on a task. */
  grab: (task: Task, event: PointerEvent) => void;
  /** Null in views that are sorted by something else, such as the date. */
  steps: {
    /** One step up or down; `far` to the section before or after. */
    step: (task: Task, step: 1 | -1, far?: boolean) => void;
    /** Under the task above it, or out from under the one that it is under. */
    nest: (task: Task, level: 1 | -1) => void;
  } | null;
}

export const ArrangingContext = createContext<Arranging | null>(null);

/** Null where tasks stay where they are. */
export function useArranging(): Arranging | null {
  return use(ArrangingContext);
}

import type { Operation } from '../history.js';
import { checkAfterwards, checkReading } from './afterwards.js';
import { checkEvents } from './events.js';
import type { FaultRecord, State, Violation } from './state.js';
import { checkWrites } from './writes.js';

/** All that a run is judged by. */
export interface Run {
  operations: readonly Operation[];
  faults: readonly FaultRecord[];
  /** Ids of messages that nobody can take. */
  poison: ReadonlySet<string>;
  state: State;
}

/** What must not be and is; nothing when the system kept its promises. */
export function check({ operations, faults, poison, state }: Run): Violation[] {
  return [
    ...checkWrites(operations, state),
    ...checkEvents(operations, state),
    ...checkReading(operations, state),
    ...checkAfterwards(state, faults, poison),
  ];
}

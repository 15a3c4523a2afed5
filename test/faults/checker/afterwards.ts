import type { Operation } from '../history.js';
import type { FaultRecord, State, Violation } from './state.js';

/** Milliseconds after the end of a fault in which everything has to work again. */
export const recoveryLimit = 10_000;

/** Nothing keeps growing, only what is poisonous was given up, and everything worked again soon after each fault. */
export function checkAfterwards(
  state: State,
  faults: readonly FaultRecord[],
  poison: ReadonlySet<string>,
): Violation[] {
  const dead = new Set(state.deadLetters.map(({ messageId }) => messageId));
  return [
    ...state.orphans.map(({ where, id }) => ({ rule: 'left over', detail: `${id} in ${where} belongs to nobody` })),
    ...state.leftovers
      .filter(({ count }) => count !== 0)
      .map(({ where, count }) => ({ rule: 'left over', detail: `${count} in ${where}` })),
    ...state.deadLetters
      .filter(({ messageId }) => !poison.has(messageId))
      .map(({ queue, messageId }) => ({ rule: 'event given up', detail: `${messageId} is in ${queue}` })),
    ...[...poison]
      .filter((messageId) => !dead.has(messageId))
      .map((messageId) => ({ rule: 'poison vanished', detail: `${messageId} is no dead letter` })),
    ...faults
      .filter(({ recoveredIn }) => recoveredIn === undefined || recoveredIn > recoveryLimit)
      .map(({ kind, target, recoveredIn }) => ({
        rule: 'slow recovery',
        detail: `${kind} ${target}: ${recoveredIn === undefined ? 'never' : `${recoveredIn} ms`}`,
      })),
  ];
}

/** What people see over HTTP is what the database holds. */
export function checkReading(operations: readonly Operation[], state: State): Violation[] {
  const seen = state.seen.flatMap(({ email, openTasks }) => {
    const rows = state.tasks.filter((task) => task.email === email && !task.completed).map(({ id }) => id);
    const same = rows.length === openTasks.length && new Set([...rows, ...openTasks]).size === rows.length;
    return same
      ? []
      : [{ rule: 'read wrong', detail: `${email} sees ${openTasks.length} of ${rows.length} open tasks` }];
  });
  const downloads = state.wrongDownloads.map(({ url, expected, found }) => ({
    rule: 'acknowledged write lost',
    detail: `${url} is ${found}, not ${expected}`,
  }));
  const open = operations.filter(({ outcome }) => outcome === undefined);
  return [...seen, ...downloads, ...open.map(({ key }) => ({ rule: 'never ended', detail: key }))];
}

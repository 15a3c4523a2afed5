import type { Operation } from '../history.js';
import { grouped } from './grouped.js';
import type { State, TaskRow, Violation } from './state.js';

/**
 * Every acknowledged write is there exactly once; what nobody acknowledged is there at most once, what was refused is not
 * there, and nothing is there that nobody wrote. A task without a description is none of the clients'.
 */
export function checkWrites(operations: readonly Operation[], state: State): Violation[] {
  const of = (kind: Operation['kind']): Operation[] => operations.filter((each) => each.kind === kind);
  const removed = new Set(of('uncomment').map(({ input }) => input.comment));
  const contents = new Map(of('add').map(({ key, input }) => [key, input.content]));
  const written = state.tasks.filter(({ description }) => description !== '');
  const changes = grouped([...of('update'), ...of('close')], ({ input }) => input.task);
  const kept = of('comment').filter(({ result }) => !removed.has(result.id));
  return [
    ...present(
      'task',
      of('add'),
      state.tasks,
      (row) => row.description,
      (operation) => operation.key,
    ),
    ...present(
      'account',
      of('register'),
      state.accounts,
      (row) => row.email,
      (operation) => operation.input.email,
    ),
    ...present(
      'comment',
      kept,
      state.comments,
      (row) => row.content,
      (operation) => operation.input.content,
    ),
    ...unwritten(of('add'), written),
    ...of('uncomment').flatMap((operation) => checkRemoval(operation, state)),
    ...written.flatMap((task) => checkChanges(task, contents.get(task.description), changes.get(task.id) ?? [])),
    ...of('leave').flatMap((operation) => checkLeaving(operation, state)),
    ...checkAnswers(operations),
  ];
}

function present<Row extends { id: string }>(
  what: string,
  operations: Operation[],
  rows: Row[],
  nameOf: (row: Row) => string,
  wanted: (operation: Operation) => string,
): Violation[] {
  const found = grouped(rows, nameOf);
  return operations.flatMap((operation) => {
    const { outcome, result, key } = operation;
    const ids = (found.get(wanted(operation)) ?? []).map(({ id }) => id);
    if (ids.length > 1) return [{ rule: 'written twice', detail: `${what} ${key} is there ${ids.length} times` }];
    if (outcome === 'ok' && ids[0] !== result.id) {
      return [{ rule: 'acknowledged write lost', detail: `${what} ${key} was acknowledged as ${result.id}` }];
    }
    if (outcome === 'refused' && ids.length > 0) {
      return [{ rule: 'refused write kept', detail: `${what} ${key} was refused, and is there` }];
    }
    return [];
  });
}

function unwritten(additions: Operation[], tasks: TaskRow[]): Violation[] {
  const keys = new Set(additions.map(({ key }) => key));
  return tasks
    .filter(({ description }) => !keys.has(description))
    .map(({ id, description }) => ({ rule: 'never written', detail: `task ${id} says ${description}` }));
}

function checkRemoval({ outcome, input, key }: Operation, { comments }: State): Violation[] {
  const there = comments.some(({ id }) => id === input.comment);
  if (outcome === 'ok' && there)
    return [{ rule: 'acknowledged write lost', detail: `removal ${key} was acknowledged` }];
  if (outcome === 'refused' && !there) return [{ rule: 'refused write kept', detail: `removal ${key} was refused` }];
  return [];
}

/** Who left is gone, with all that belonged to the account, and everybody has said so. */
function checkLeaving({ outcome, input, result, key }: Operation, { accounts, deletions }: State): Violation[] {
  if (outcome !== 'ok') return [];
  if (accounts.some(({ email }) => email === input.email)) {
    return [{ rule: 'acknowledged write lost', detail: `${key} left, and is there` }];
  }
  const completed = deletions.some(({ id, completed }) => id === result.account && completed);
  return completed ? [] : [{ rule: 'left over', detail: `the deletion of ${key} is not complete` }];
}

/** Each change counts one, and the last that was acknowledged shows, or one that came after it. */
function checkChanges(task: TaskRow, content: string | undefined, changes: readonly Operation[]): Violation[] {
  const violation = (rule: string, detail: string): Violation[] => [
    { rule, detail: `task ${task.description}: ${detail}` },
  ];
  const acknowledged = changes.filter(({ outcome }) => outcome === 'ok').length;
  const possible = changes.filter(({ outcome }) => outcome !== 'refused').length;
  const counted = task.version - 1;
  if (counted < acknowledged) return violation('acknowledged write lost', `${counted} of ${acknowledged} changes`);
  if (counted > possible) return violation('written twice', `${possible} changes were made ${counted} times`);

  const texts = changes.filter(({ kind }) => kind === 'update');
  const last = texts.findLastIndex(({ outcome }) => outcome === 'ok');
  const possibleTexts = texts.slice(Math.max(last, 0)).filter(({ outcome }) => outcome !== 'refused');
  const allowed = possibleTexts.map(({ input }) => input.content);
  if (last < 0 && content !== undefined) allowed.push(content);
  if (!allowed.includes(task.content)) {
    return violation('acknowledged write lost', `it says ${task.content}, not ${allowed.join(' or ')}`);
  }
  const closed = changes.find(({ kind, outcome }) => kind === 'close' && outcome === 'ok');
  return closed && !task.completed ? violation('acknowledged write lost', `${closed.key} closed it`) : [];
}

/** A fault is no excuse for an answer that blames the request, or that comes from a bug. */
function checkAnswers(operations: readonly Operation[]): Violation[] {
  const refused = operations
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ key, kind, attempts }) => ({ rule: 'refused', detail: `${kind} ${key}: ${attempts.at(-1)?.answer}` }));
  const bugs = operations.flatMap(({ key, kind, attempts }) =>
    attempts
      .filter(({ answer }) => answer.startsWith('500'))
      .map(({ answer }) => ({ rule: 'answered with a bug', detail: `${kind} ${key}: ${answer}` })),
  );
  return [...refused, ...bugs];
}

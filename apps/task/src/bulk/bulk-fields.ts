import { type BulkAction, BulkChange } from '#contracts/bulk.contract.js';
import { fieldsOf } from '#contracts/declared-fields.js';
import { type Failure, type FieldProblem, invalid } from '#contracts/failure.js';
import { TaskChange, TaskTarget } from '#contracts/task.contract.js';

const namesOf = (type: Parameters<typeof fieldsOf>[0]): string[] => fieldsOf(type).map(({ name }) => name);

/** The fields that each action takes, besides the ones that all take. */
const taken: Record<BulkAction, string[]> = {
  update: namesOf(TaskChange),
  move: namesOf(TaskTarget),
  close: [],
  reopen: [],
  delete: [],
};
const always = ['action', 'id', 'if_match'];

/** `bulk.field` for a field that the action of a change does not take. */
export function refuseUntaken(change: BulkChange): void {
  const names = Object.keys(change).filter((name) => change[name as keyof BulkChange] !== undefined);
  const untaken = names.find((name) => ![...always, ...taken[change.action]].includes(name));
  if (untaken) throw invalid('bulk.field', untaken, `nothing: ${change.action} takes ${listed(taken[change.action])}`);
}

const listed = (names: string[]): string => (names.length === 0 ? 'no field' : names.join(', '));

/** What was wrong with one change of several, by its index. */
export function problemsOf(index: number, { code, message, details }: Failure): FieldProblem {
  const field = details.field === undefined ? `changes.${index}` : `changes.${index}.${details.field}`;
  return { field, code, expected: details.expected ?? message };
}

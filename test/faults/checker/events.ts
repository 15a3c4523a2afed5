import type { Operation } from '../history.js';
import { grouped } from './grouped.js';
import type { Effect, State, Violation } from './state.js';

/** Every event had exactly one effect on each that takes it, and nothing had an effect that did not happen. */
export function checkEvents(operations: readonly Operation[], state: State): Violation[] {
  return [...checkLedger(operations, state), ...checkTaskService(state), ...checkStorage(operations, state)];
}

function checkLedger(operations: readonly Operation[], state: State): Violation[] {
  const expected = expectedEffects(operations, state);
  const found = grouped(state.effects, nameOf);
  const missing = expected.filter((each) => !found.has(each));
  const twice = [...found].filter(([, effects]) => effects.length > 1);
  const certain = new Set(expected);
  const baseless = [...found.keys()].filter((each) => !certain.has(each));
  return [
    ...missing.map((detail) => ({ rule: 'event lost', detail: `the ledger never took ${detail}` })),
    ...twice.map(([detail, { length }]) => ({ rule: 'event applied twice', detail: `${detail}, ${length} times` })),
    ...baseless.map((detail) => ({ rule: 'event of nothing', detail: `the ledger took ${detail}` })),
  ];
}

const nameOf = ({ type, subject, version }: Omit<Effect, 'eventId'>): string => `${type} ${subject} v${version}`;

/** What the changes that are in the databases should have told. */
function expectedEffects(operations: readonly Operation[], state: State): string[] {
  const { tasks, comments, trashed, accounts, deletions } = state;
  const there = new Set([...comments, ...trashed].map(({ id }) => id));
  const gone = operations.flatMap(({ kind, input }) =>
    kind === 'uncomment' && !there.has(input.comment) ? [input.comment] : [],
  );
  const deleted = new Set(deletions.map(({ id }) => id));
  const effects = [
    ...accounts.map(({ id }) => first('user.registered', id)),
    ...tasks.map(({ id }) => first('task.added', id)),
    ...tasks
      .filter(({ completed }) => completed)
      .map(({ id, version }) => ({ type: 'task.completed', subject: id, version })),
    ...[...there, ...gone].map((subject) => ({ type: 'comment.added', subject, version: 1 })),
    ...gone.map((subject) => ({ type: 'comment.deleted', subject, version: 2 })),
    ...deletions.flatMap(({ id }) => farewell(id)),
    ...operations
      .filter(({ result }) => deleted.has(result.account) && result.task)
      .map(({ result }) => first('task.added', result.task)),
  ];
  return effects.map(nameOf);
}

const first = (type: string, subject: string): Omit<Effect, 'eventId'> => ({ type, subject, version: 1 });

/** What is told of an account that came and went. */
const farewell = (subject: string): Omit<Effect, 'eventId'>[] => [
  first('user.registered', subject),
  ...['user.deletion_requested', 'task.purged', 'storage.purged'].map((type) => ({ type, subject, version: 2 })),
  { type: 'user.deleted', subject, version: 3 },
];

function checkTaskService({ accounts, members, inboxes }: State): Violation[] {
  const registered = new Map(accounts.map(({ id, email }) => [id, email]));
  const told = new Map(members.filter(({ version }) => version > 0).map(({ id, email }) => [id, email]));
  const opened = new Set(inboxes);
  return [
    ...accounts
      .filter(({ id, email }) => told.get(id) !== email)
      .map(({ email }) => ({ rule: 'event lost', detail: `the task service never heard of ${email}` })),
    ...accounts
      .filter(({ id }) => !opened.has(id))
      .map(({ email }) => ({ rule: 'event lost', detail: `${email} has no Inbox` })),
    ...[...told]
      .filter(([id]) => !registered.has(id))
      .map(([, email]) => ({ rule: 'event of nothing', detail: `the task service heard of ${email}` })),
  ];
}

function checkStorage(operations: readonly Operation[], state: State): Violation[] {
  const { comments, trashed, references, files } = state;
  const live = new Set(
    references.filter(({ removed }) => !removed).map(({ fileId, commentId }) => `${fileId} ${commentId}`),
  );
  const wanted = new Set([...comments, ...trashed].map(({ id, fileId }) => `${fileId} ${id}`));
  const stored = new Set(files);
  const fileOfComment = new Map(
    operations.filter(({ result }) => result.file_url).map(({ result }) => [result.id, fileOf(result.file_url)]),
  );
  const freed = operations
    .filter(({ kind, outcome }) => kind === 'uncomment' && outcome === 'ok')
    .map(({ input }) => fileOfComment.get(input.comment) ?? '');
  return [
    ...[...wanted]
      .filter((each) => !live.has(each))
      .map((each) => ({ rule: 'event lost', detail: `storage holds no file for the comment: ${each}` })),
    ...[...live]
      .filter((each) => !wanted.has(each))
      .map((each) => ({ rule: 'event of nothing', detail: `storage holds a file for no comment: ${each}` })),
    ...freed
      .filter((file) => stored.has(file))
      .map((file) => ({ rule: 'event lost', detail: `storage keeps the file of a comment that is gone: ${file}` })),
  ];
}

/** `<origin>/api/v1/files/<id>/<name>` */
const fileOf = (url: string): string => new URL(url).pathname.split('/').at(-2) ?? '';

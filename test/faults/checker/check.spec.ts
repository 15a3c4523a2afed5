import { describe, expect, it } from '@jest/globals';
import type { Kind, Operation, Outcome } from '../history.js';
import { check, type Run } from './check.js';
import { type Effect, emptyState, type FaultRecord, type State } from './state.js';

const origin = 'http://127.0.0.1:8000/api/v1/files';

function anOperation(kind: Kind, key: string, outcome: Outcome, overrides: Partial<Operation> = {}): Operation {
  const attempts = [{ at: 0, ms: 1, answer: outcome === 'ok' ? '200' : '503 task.unavailable' }];
  return { key, kind, writer: 0, input: {}, begun: 0, ended: 1, outcome, attempts, result: {}, ...overrides };
}

const effect = (type: string, subject: string, version = 1): Effect => ({
  eventId: `${type}-${subject}`,
  type,
  subject,
  version,
});

/** A run in which somebody signed up, added a task, changed and closed it, and commented on it with a file; all is well. */
function aRun(): Run & { operations: Operation[]; faults: FaultRecord[]; state: State } {
  const email = 'ada@example.org';
  const operations = [
    anOperation('register', '0-1', 'ok', { input: { email }, result: { id: 'ada' } }),
    anOperation('add', '0-2', 'ok', { input: { content: 'Task 0-2' }, result: { id: 'task' } }),
    anOperation('update', '0-3', 'ok', { input: { task: 'task', content: 'Task 0-3' } }),
    anOperation('comment', '0-4', 'ok', {
      input: { task: 'task', content: 'Comment 0-4' },
      result: { id: 'comment', file_url: `${origin}/file/0-4.txt` },
    }),
    anOperation('close', '0-5', 'ok', { input: { task: 'task' } }),
  ];
  const state: State = {
    ...emptyState(),
    tasks: [{ id: 'task', email, description: '0-2', content: 'Task 0-3', version: 3, completed: true }],
    comments: [{ id: 'comment', content: 'Comment 0-4', fileId: 'file' }],
    accounts: [{ id: 'ada', email }],
    members: [{ id: 'ada', email, version: 1 }],
    inboxes: ['ada'],
    references: [{ fileId: 'file', commentId: 'comment', removed: false }],
    files: ['file'],
    effects: [
      effect('user.registered', 'ada'),
      effect('task.added', 'task'),
      effect('task.completed', 'task', 3),
      effect('comment.added', 'comment'),
    ],
    seen: [{ email, openTasks: [] }],
    leftovers: [{ where: 'task.events', count: 0 }],
  };
  return { operations, faults: [], poison: new Set(), state };
}

type Damage = (run: ReturnType<typeof aRun>) => void;

function rulesBroken(damage: Damage): string[] {
  const run = aRun();
  damage(run);
  return [...new Set(check(run).map(({ rule }) => rule))];
}

const drop = <T>(items: T[], which: (item: T) => boolean): void => void items.splice(items.findIndex(which), 1);

describe('a run in which all is well', () => {
  it('breaks no rule', () => expect(rulesBroken(() => undefined)).toEqual([]));

  it('may hold what nobody knows to have happened, or not', () => {
    const lost = anOperation('add', '0-9', 'unknown', { input: { content: 'Task 0-9' } });
    expect(rulesBroken(({ operations }) => operations.push(lost))).toEqual([]);
    const unheard: Damage = ({ operations, state }) => {
      operations.push(lost);
      state.tasks.push({
        ...state.tasks[0],
        id: 'x',
        description: '0-9',
        content: 'Task 0-9',
        version: 1,
        completed: false,
      });
      state.seen[0].openTasks.push('x');
      state.effects.push(effect('task.added', 'x'));
    };
    expect(rulesBroken(unheard)).toEqual([]);
    const unheardChange: Damage = ({ operations }) => Object.assign(operations[2], { outcome: 'unknown' });
    expect(rulesBroken(unheardChange)).toEqual([]);
  });

  it('may have lost somebody who wanted to leave', () => expect(rulesBroken(farewell)).toEqual([]));

  it('may have freed the file of a comment that was removed', () => {
    const removed: Damage = ({ operations, state }) => {
      operations.push(anOperation('uncomment', '0-6', 'ok', { input: { comment: 'comment' } }));
      Object.assign(state, { comments: [], references: [], files: [] });
      state.effects.push(effect('comment.deleted', 'comment', 2));
    };
    expect(rulesBroken(removed)).toEqual([]);
  });

  it('may have left a comment in the trash, with its file', () => {
    const trashed: Damage = ({ operations, state }) => {
      operations.push(anOperation('uncomment', '0-6', 'unknown', { input: { comment: 'comment' } }));
      Object.assign(state, { comments: [], trashed: [{ id: 'comment', fileId: 'file' }] });
    };
    expect(rulesBroken(trashed)).toEqual([]);
  });
});

/** Somebody came, added a task and left again. */
const farewell: Damage = ({ operations, state }) => {
  const result = { account: 'bob', task: 'gone' };
  operations.push(anOperation('leave', '0-7', 'ok', { input: { email: 'bob@example.org' }, result }));
  state.deletions.push({ id: 'bob', completed: true });
  const told = [
    effect('user.registered', 'bob'),
    effect('task.added', 'gone'),
    ...['user.deletion_requested', 'task.purged', 'storage.purged'].map((type) => effect(type, 'bob', 2)),
    effect('user.deleted', 'bob', 3),
  ];
  state.effects.push(...told);
};

describe('the checker finds', () => {
  it.each<[string, string, Damage]>([
    ['a task that is gone', 'acknowledged write lost', ({ state }) => (state.tasks = [])],
    ['an account that is gone', 'acknowledged write lost', ({ state }) => (state.accounts = [])],
    ['a comment that is gone', 'acknowledged write lost', ({ state }) => (state.comments = [])],
    ['a change that is gone', 'acknowledged write lost', ({ state }) => (state.tasks[0].content = 'Task 0-2')],
    ['a change that does not count', 'acknowledged write lost', ({ state }) => (state.tasks[0].version = 2)],
    ['a task that is open again', 'acknowledged write lost', ({ state }) => (state.tasks[0].completed = false)],
    [
      'a file with other bytes',
      'acknowledged write lost',
      ({ state }) => state.wrongDownloads.push({ url: `${origin}/file`, expected: '200 a', found: '200 b' }),
    ],
    [
      'a comment that came back',
      'acknowledged write lost',
      ({ operations }) => operations.push(anOperation('uncomment', '0-6', 'ok', { input: { comment: 'comment' } })),
    ],
    [
      'a task that is there twice',
      'written twice',
      ({ state }) => state.tasks.push({ ...state.tasks[0], id: 'other' }),
    ],
    [
      'a task that is there twice though nobody heard of it',
      'written twice',
      ({ operations, state }) => {
        Object.assign(operations[1], { outcome: 'unknown', result: {} });
        state.tasks.push({ ...state.tasks[0], id: 'other' });
      },
    ],
    ['a change that was made twice', 'written twice', ({ state }) => (state.tasks[0].version = 4)],
    [
      'a task that was refused and is there',
      'refused write kept',
      ({ operations }) => (operations[1].outcome = 'refused'),
    ],
    [
      'a task that nobody added',
      'never written',
      ({ state }) => state.tasks.push({ ...state.tasks[0], id: 'x', description: '7-7' }),
    ],
    ['a request that was refused', 'refused', ({ operations }) => (operations[4].outcome = 'refused')],
    [
      'an answer that is a bug',
      'answered with a bug',
      ({ operations }) => operations[0].attempts.unshift({ at: 0, ms: 1, answer: '500 internal' }),
    ],
    ['a client that never finished', 'never ended', ({ operations }) => (operations[4].outcome = undefined)],
    [
      'an event that the ledger missed',
      'event lost',
      ({ state }) => drop(state.effects, ({ type }) => type === 'comment.added'),
    ],
    ['an account that the task service missed', 'event lost', ({ state }) => (state.members = [])],
    ['an account without an Inbox', 'event lost', ({ state }) => (state.inboxes = [])],
    ['a comment whose file is not held', 'event lost', ({ state }) => (state.references = [])],
    [
      'a file that was not freed',
      'event lost',
      ({ operations, state }) => {
        operations.push(anOperation('uncomment', '0-6', 'ok', { input: { comment: 'comment' } }));
        Object.assign(state, { comments: [], references: [] });
      },
    ],
    ['an event with two effects', 'event applied twice', ({ state }) => state.effects.push(state.effects[0])],
    [
      'an event of what never happened',
      'event of nothing',
      ({ state }) => state.effects.push(effect('user.registered', 'x')),
    ],
    [
      'a member who never signed up',
      'event of nothing',
      ({ state }) => state.members.push({ id: 'x', email: 'x', version: 1 }),
    ],
    [
      'a file that is held for no comment',
      'event of nothing',
      ({ state }) => state.references.push({ fileId: 'x', commentId: 'x', removed: false }),
    ],
    ['an open task that nobody sees', 'read wrong', ({ state }) => state.seen[0].openTasks.push('other')],
    [
      'an account that left and is there',
      'acknowledged write lost',
      (run) => {
        farewell(run);
        run.state.accounts.push({ id: 'bob', email: 'bob@example.org' });
      },
    ],
    [
      'a deletion that somebody has not heard of',
      'left over',
      (run) => {
        farewell(run);
        run.state.deletions[0].completed = false;
      },
    ],
    ['what belongs to nobody', 'left over', ({ state }) => state.orphans.push({ where: 'errand_task.task', id: 'x' })],
    ['a message that nobody takes', 'left over', ({ state }) => (state.leftovers[0].count = 1)],
    ['a number that nobody tells', 'left over', ({ state }) => (state.leftovers[0].count = NaN)],
    [
      'a good event among the dead letters',
      'event given up',
      ({ state }) => state.deadLetters.push({ queue: 'q', messageId: 'm' }),
    ],
    ['poison that was swallowed', 'poison vanished', (run) => (run.poison = new Set(['p']))],
    [
      'a recovery that took long',
      'slow recovery',
      ({ faults }) => faults.push({ kind: 'kill', target: 'task', at: 0, ms: 1, recoveredIn: 10_001 }),
    ],
    [
      'a recovery that never came',
      'slow recovery',
      ({ faults }) => faults.push({ kind: 'kill', target: 'task', at: 0, ms: 1 }),
    ],
  ])('%s', (_, rule, damage) => expect(rulesBroken(damage)).toContain(rule));
});

import { setTimeout } from 'node:timers/promises';
import type { Answer } from '#testing/http.js';
import type { History, Kind, Operation } from '../history.js';
import type { Random } from '../random.js';
import { Api } from './api.js';
import { type Body, persist } from './persistence.js';

/** How often a client wants what, in hundredths. */
const wishes: readonly [Kind, number][] = [
  ['add', 45],
  ['update', 15],
  ['close', 15],
  ['comment', 13],
  ['uncomment', 6],
  ['register', 4],
  ['leave', 2],
];
/** Milliseconds between two of its operations. */
const [shortestThought, longestThought] = [10, 60];

type Send = (api: Api, key: string, signal: AbortSignal) => Promise<Answer<Body>>;

/**
 * A client that writes one thing after the other, each with content of its own. Each task is changed by one client only, and
 * left alone once nobody knows what became of a change.
 */
export class Writer {
  private readonly api: Api;
  private email = '';
  private count = 0;
  private readonly tasks: string[] = [];
  private readonly comments: string[] = [];

  constructor(
    origin: string,
    private readonly index: number,
    private readonly history: History,
    private readonly random: Random,
    private readonly patience = 10_000,
  ) {
    this.api = new Api(origin);
  }

  /** Signs up, then writes until it is told to stop, and finishes what it began. */
  async run(stop: AbortSignal): Promise<void> {
    while (!this.api.token && !stop.aborted) await this.signUp();
    while (!stop.aborted) {
      await this.perform(this.wish());
      await setTimeout(this.random.whole(shortestThought, longestThought), undefined, { signal: stop }).catch(
        () => undefined,
      );
    }
  }

  /** The account of this client, and what is needed to read as it. */
  get reader(): { api: Api; email: string } {
    return { api: this.api, email: this.email };
  }

  /** Does one thing of a kind; answers what it was. `word` is what the text of a new task begins with. */
  async perform(kind: Kind, word?: string): Promise<Operation> {
    const doing: Record<Kind, () => Promise<Operation>> = {
      register: () => this.register(this.nextKey()),
      add: () => this.add(word),
      update: () => this.update(),
      close: () => this.close(),
      comment: () => this.comment(),
      uncomment: () => this.uncomment(),
      leave: () => this.leave(),
    };
    return doing[kind]();
  }

  /** Opens the account that it writes as. */
  async signUp(): Promise<void> {
    const key = this.nextKey();
    const { outcome } = await this.register(key);
    if (outcome !== 'ok') return;
    this.email = emailOf(key);
    await this.api.login(this.email, AbortSignal.timeout(10_000)).catch(() => undefined);
  }

  private wish(): Kind {
    let at = this.random.whole(1, 100);
    const kind = wishes.find(([, share]) => (at -= share) <= 0)?.[0] ?? 'add';
    const needs = { update: this.tasks, close: this.tasks, comment: this.tasks, uncomment: this.comments } as const;
    return kind in needs && needs[kind as keyof typeof needs].length === 0 ? 'add' : kind;
  }

  private async register(key: string): Promise<Operation> {
    const operation = this.history.begin('register', key, this.index, { email: emailOf(key) });
    const answer = await this.persist(operation, (api, id, signal) => api.register(emailOf(key), id, signal));
    const user = answer?.body.user as { id: string } | undefined;
    return this.end(operation, answer, user && { id: user.id });
  }

  private async add(word = 'Task'): Promise<Operation> {
    const key = this.nextKey();
    const input = { content: `${word} ${key}`, description: key };
    const operation = this.history.begin('add', key, this.index, input);
    const answer = await this.persist(operation, (api, id, signal) => api.post('/api/v1/tasks', input, id, signal));
    this.end(operation, answer, answer && { id: answer.body.id });
    if (operation.outcome === 'ok') this.tasks.push(operation.result.id);
    return operation;
  }

  private update(): Promise<Operation> {
    const key = this.nextKey();
    return this.change(
      'update',
      key,
      { content: `Task ${key}` },
      (task) => (api, id, signal) => api.post(`/api/v1/tasks/${task}`, { content: `Task ${key}` }, id, signal),
    );
  }

  private async close(): Promise<Operation> {
    const operation = await this.change(
      'close',
      this.nextKey(),
      {},
      (task) => (api, id, signal) => api.post(`/api/v1/tasks/${task}/close`, undefined, id, signal),
    );
    forget(this.tasks, operation.input.task);
    return operation;
  }

  private async change(
    kind: Kind,
    key: string,
    input: Record<string, string>,
    sendTo: (task: string) => Send,
  ): Promise<Operation> {
    const task = this.random.pick(this.tasks);
    const operation = this.history.begin(kind, key, this.index, { ...input, task });
    this.end(operation, await this.persist(operation, sendTo(task)));
    if (operation.outcome !== 'ok') forget(this.tasks, task);
    return operation;
  }

  /** A comment with a file: two requests, of which the second is only sent after the first was answered. */
  private async comment(): Promise<Operation> {
    const key = this.nextKey();
    const input = { task: this.random.pick(this.tasks), content: `Comment ${key}`, bytes: `Bytes of ${key}` };
    const operation = this.history.begin('comment', key, this.index, input);
    const uploaded = await this.persist(operation, (api, id, signal) =>
      api.upload(`${key}.txt`, input.bytes, `${id}-file`, signal),
    );
    if (uploaded?.status !== 200) return this.end(operation, uploaded);
    const file_url = String(uploaded.body.file_url);
    const body = { task_id: input.task, content: input.content, attachment: { file_url } };
    const answer = await this.persist(operation, (api, id, signal) => api.post('/api/v1/comments', body, id, signal));
    this.end(operation, answer, answer && { id: answer.body.id, file_url });
    if (operation.outcome === 'ok') this.comments.push(operation.result.id);
    return operation;
  }

  /** Deletes a comment for good: from where it is, and from the trash. */
  private async uncomment(): Promise<Operation> {
    const comment = this.random.pick(this.comments);
    forget(this.comments, comment);
    const operation = this.history.begin('uncomment', this.nextKey(), this.index, { comment });
    const path = `/api/v1/comments/${comment}`;
    const answer = await this.persist(operation, (api, id, signal) => api.delete(path, id, signal));
    if (answer?.status !== 204) return this.end(operation, answer);
    const inTrash = `/api/v1/trash/${comment}`;
    const remove: Send = (api, id, signal) => api.delete(inTrash, `${id}-trash`, signal);
    return this.end(operation, await this.persist(operation, remove));
  }

  /** Somebody signs up, adds a task with a file to be attached, and deletes the account. */
  private async leave(): Promise<Operation> {
    const key = this.nextKey();
    const email = emailOf(key);
    const guest = new Api(this.api.origin);
    const operation = this.history.begin('leave', key, this.index, { email });
    const all: Send[] = [
      (api, id, signal) => api.register(email, id, signal),
      (api, _, signal) => api.login(email, signal),
      (api, id, signal) => api.post('/api/v1/tasks', { content: `Task ${key}` }, id, signal),
      (api, id, signal) => api.upload(`${key}.txt`, `Bytes of ${key}`, `${id}-file`, signal),
    ];
    const result: Record<string, string> = {};
    for (const send of all) {
      const answer = await this.persistAs(guest, operation, send);
      if (!answer || answer.status >= 300) return this.end(operation, answer, result);
      Object.assign(result, idsOf(answer.body));
    }
    const answer = await this.persistAs(guest, operation, (api, id, signal) => api.leave(id, signal));
    // a token that is refused the second time: the account is gone, and the first answer was lost
    const gone = answer?.status === 401 && operation.attempts.at(-2)?.answer !== '200';
    return this.end(operation, gone ? { ...answer, status: 204 } : answer, result);
  }

  private persistAs(api: Api, operation: Operation, send: Send): Promise<Answer<Body> | undefined> {
    const { history, random, patience } = this;
    return persist(operation, (signal) => send(api, operation.key, signal), { history, random, patience });
  }

  private persist(operation: Operation, send: Send): Promise<Answer<Body> | undefined> {
    const onUnauthorized = (): Promise<unknown> => this.api.login(this.email, AbortSignal.timeout(5000));
    const { history, random, patience } = this;
    const circumstances = { history, random, patience, onUnauthorized };
    return persist(operation, (signal) => send(this.api, operation.key, signal), circumstances);
  }

  private end(operation: Operation, answer: Answer<Body> | undefined, result: Record<string, string> = {}): Operation {
    if (!answer) this.history.end(operation, 'unknown', result);
    else this.history.end(operation, answer.status < 300 ? 'ok' : 'refused', result);
    return operation;
  }

  private nextKey(): string {
    return `${this.index}-${++this.count}`;
  }
}

/** What an answer tells of who signed in, or of the task that was added. */
function idsOf({ id, user }: Partial<Body> & { user?: { id: string } }): Record<string, string> {
  if (user) return { account: user.id };
  return id ? { task: id } : {};
}

const emailOf = (key: string): string => `writer-${key}@example.org`;

function forget(list: string[], item: string): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}

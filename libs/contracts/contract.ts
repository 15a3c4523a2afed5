import type { Actor } from './actor.js';

type Class<T> = abstract new (...args: never[]) => T;
type Instance<C> = C extends Class<infer T> ? T : never;

/** One command: the class of its input, and the class of its answer (`null` when it answers nothing). */
export interface Command<In = unknown, Out = unknown> {
  readonly input: Class<In>;
  readonly output: Class<Out> | null;
  /** Open commands run before anybody is signed in, so no actor travels with them. */
  readonly open: boolean;
  /** Whether it is executed once however often it is sent under the same request id. Queries need not be: they change nothing. */
  readonly once: boolean;
}

interface Signed<In, Out> extends Command<In, Out> {
  readonly open: false;
}
interface Open<In, Out> extends Command<In, Out> {
  readonly open: true;
}

/**
 * Declares a command that travels with the actor on whose behalf it runs. It is executed once for each user and request
 * id: whoever sends it again under the same id within 24 hours gets the first answer.
 */
export function command<I extends Class<unknown>>(input: I): Signed<Instance<I>, void>;
export function command<I extends Class<unknown>, O extends Class<unknown>>(
  input: I,
  output: O,
): Signed<Instance<I>, Instance<O>>;
export function command(input: Class<unknown>, output: Class<unknown> | null = null): Command {
  return { input, output, open: false, once: true };
}

/** Declares a command that changes nothing. */
export function query<I extends Class<unknown>, O extends Class<unknown> | null = null>(
  input: I,
  output: O = null as O,
): Signed<Instance<I>, O extends Class<unknown> ? Instance<O> : void> {
  return { input, output, open: false, once: false } as Signed<
    Instance<I>,
    O extends Class<unknown> ? Instance<O> : void
  >;
}

/** Declares a command that needs no actor: sign-in and what happens before it. */
export function openCommand<I extends Class<unknown>>(input: I): Open<Instance<I>, void>;
export function openCommand<I extends Class<unknown>, O extends Class<unknown>>(
  input: I,
  output: O,
): Open<Instance<I>, Instance<O>>;
export function openCommand(input: Class<unknown>, output: Class<unknown> | null = null): Command {
  return { input, output, open: true, once: false };
}

/** Lets an open command be executed once for each request id and input: whoever sends both again gets the first answer. */
export const once = <In, Out>(command: Open<In, Out>): Open<In, Out> => ({ ...command, once: true });

export type Commands = Record<string, Command>;

export interface Contract<C extends Commands = Commands> {
  /** The service that answers; where commands for it are published is named after it. */
  readonly service: string;
  /** The feature inside the service; together with the command's name it is the message pattern. */
  readonly feature: string;
  readonly commands: C;
}

/**
 * Names what one feature of a service does. `contract('task.comment', { add: command(AddComment, Comment) })` is answered
 * by the task service under the pattern `comment.add`; `contract('task', …)` is short for `task.task`.
 */
export function contract<C extends Commands>(name: string, commands: C): Contract<C> {
  const [service, feature = service] = name.split('.') as [string, string?];
  return { service, feature, commands };
}

/** The message pattern of one command. */
export function patternOf(of: Contract, name: string): string {
  return `${of.feature}.${name}`;
}

/** What a handler class has to offer for a contract: one method a command, with the actor where one travels. */
export type Handlers<T extends Contract> = {
  [K in keyof T['commands']]: T['commands'][K] extends Open<infer In, infer Out>
    ? (input: In) => Promise<Out>
    : T['commands'][K] extends Signed<infer In, infer Out>
      ? (input: In, actor: Actor) => Promise<Out>
      : never;
};

export interface CallOptions {
  /** Milliseconds that the caller is willing to wait; the client's default when absent. */
  timeout?: number;
  /** Under which id a command is executed once; that of the HTTP request, or a new one, unless told. */
  requestId?: string;
}

/** An answer as the JSON text that it travels as, for who passes it on without looking into it. */
export class Json<T> {
  constructor(readonly text: string) {}

  read(): T {
    return JSON.parse(this.text) as T;
  }
}

/** How one command is called: for its answer, or for the answer's JSON text. */
type Method<Parameters extends unknown[], Out> = ((...parameters: Parameters) => Promise<Out>) & {
  json(...parameters: Parameters): Promise<Json<Out>>;
};

/** What a caller of a contract sees: the same methods, and a deadline for each call. */
export type Client<T extends Contract> = {
  [K in keyof T['commands']]: T['commands'][K] extends Open<infer In, infer Out>
    ? Method<[input: In, options?: CallOptions], Out>
    : T['commands'][K] extends Signed<infer In, infer Out>
      ? Method<[input: In, actor: Actor, options?: CallOptions], Out>
      : never;
};

import type { Actor } from '#contracts/actor.js';

/** A command that may come more than once: what it asks for, and the id that its sender gave it. */
export interface Repeatable {
  /** None where nobody is signed in yet. */
  actor?: Actor;
  requestId: string;
  pattern: string;
  input: unknown;
  /** Whether it is known to come once more, from its sender or from the broker. */
  repeated: boolean;
  /** Whether it may be committed together with others (`@Together`). */
  together: boolean;
}

/** Executes a command once for each user and request id, or input and request id, and answers a repeated one as it answered first, in JSON text. */
export interface IdempotencyLike {
  once(command: Repeatable, work: () => Promise<string>): Promise<string>;
}
export const IDEMPOTENCY = Symbol('IDEMPOTENCY');

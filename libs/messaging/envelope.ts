import type { Actor } from '#contracts/actor.js';
import type { FailureData } from '#contracts/failure.js';

/** A command on its way to the service that answers it. The body of a message is a JSON array of them. */
export interface CommandEnvelope {
  /** Names the call that waits for the answer. */
  id: string;
  pattern: string;
  input: unknown;
  actor?: Actor;
  /** Under which id the command is executed once; queries and open commands have none. */
  requestId?: string;
  /** When the caller stops waiting, ms since the epoch; work that arrives later is not started. */
  deadline: number;
  traceparent: string;
}

/** The answer: a value, a refusal, or the news that the service has a bug (whose details stay in its log). */
export type ReplyEnvelope = { value: unknown } | { failure: FailureData } | { bug: { service: string } };

/** An answer on its way back. The body of a message is a JSON array of them. */
export type AddressedReply = ReplyEnvelope & { id: string };

export const encode = (value: object): Buffer => Buffer.from(JSON.stringify(value));

export const decode = <T>(content: Buffer): T => JSON.parse(content.toString()) as T;

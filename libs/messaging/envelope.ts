import type { FailureData } from '#contracts/failure.js';
import type { Caller } from '#service/trace.js';

/** A command on its way to the service that answers it. The body of a message is a JSON array of them. */
export interface CommandEnvelope {
  /** Names the call that waits for the answer. */
  id: string;
  pattern: string;
  input: unknown;
  /** Who acts, as the gateway signed it; open commands have none. */
  actor?: string;
  /** Under which id the command is executed once; queries and open commands have none. */
  requestId?: string;
  /** Whether its caller has sent it before, under the same request id. */
  repeated?: boolean;
  /** When the caller stops waiting, ms since the epoch; work that arrives later is not started. */
  deadline: number;
  traceparent: string;
  /** From where somebody asks; only the user service is told. */
  client?: Caller;
}

/** Why a command has no value: it was refused, or the service has a bug (whose details stay in its log). */
export type Refusal = { failure: FailureData } | { bug: { service: string } };

/** The answer to a command. The value stays the JSON text that it travels as: who only passes it on need not read it. */
export type Reply = { json: string } | Refusal;

export const encode = (value: object): Buffer => Buffer.from(JSON.stringify(value));

export const decode = <T>(content: Buffer): T => JSON.parse(content.toString()) as T;

/** An answer as it travels: `{"id":"…","value":…}`, or with `failure` or `bug` instead of the value. */
export function replyText(id: string, reply: Reply): string {
  return 'json' in reply ? `{"id":${JSON.stringify(id)},"value":${reply.json}}` : JSON.stringify({ id, ...reply });
}

/**
 * JSON text has no line breaks of its own, so each answer of a message can be told from the next without reading it. The
 * first line break tells such a message from what a service in another language may write.
 */
const opening = '[\n';
const separator = '\n,';

/** The body of a message of answers: a JSON array with one answer a line. */
export const encodeReplies = (texts: string[]): Buffer => Buffer.from(`${opening}${texts.join(separator)}]`);

const start = '{"id":"';
const value = ',"value":';

/** The answers in a message, with the id of the call that each is for. */
export function decodeReplies(content: Buffer): { id: string; reply: Reply }[] {
  const text = content.toString();
  if (text.startsWith(opening + start)) return text.slice(opening.length, -1).split(separator).map(decodeReply);
  const replies = JSON.parse(text) as (Refusal & { id: string; value?: unknown })[];
  return replies.map(({ id, ...reply }) => ({
    id,
    reply: 'value' in reply ? { json: JSON.stringify(reply.value) } : reply,
  }));
}

/** The ids of calls need no escapes, so the first quote ends one. */
function decodeReply(line: string): { id: string; reply: Reply } {
  const end = line.indexOf('"', start.length);
  if (line.startsWith(value, end + 1)) {
    return { id: line.slice(start.length, end), reply: { json: line.slice(end + 1 + value.length, -1) } };
  }
  const { id, ...reply } = JSON.parse(line) as Refusal & { id: string };
  return { id, reply };
}

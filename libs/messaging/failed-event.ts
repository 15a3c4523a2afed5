import type { ConsumeMessage } from 'amqplib';
import { randomUUID } from 'node:crypto';
import { Failure, type FailureKind } from '#contracts/failure.js';
import type { Identified } from './confirmed-publisher.js';

/**
 * What a message tells of its failures, in headers of its own: the broker's `x-death` is not kept when a message is
 * published again (https://www.rabbitmq.com/docs/dlx), and these are the same on every version.
 */
export const header = {
  /** The type that it was published under. */
  routingKey: 'errand-routing-key',
  /** How many tries have failed since it was published, or replayed. */
  attempt: 'errand-attempt',
  /** When and why each of the last tries failed: `[{ at, code, message }]`, oldest first. */
  failures: 'errand-failures',
  /** Of a dead letter: what failed last, `{ code, message, stack }`. */
  error: 'errand-error',
  /** Of a dead letter: when it was given up, RFC 3339 UTC. */
  diedAt: 'errand-died-at',
} as const;

export interface FailedTry {
  at: string;
  code: string;
  message: string;
}

const longestHistory = 20;
const longestMessage = 500;
const stackLines = 8;
const longestStack = 2000;

/** What the broker notes about deliveries. Sent back to it, it would take a third delay for a cycle and drop the message. */
const brokersOwn = /^x-(death|first-death-.*|last-death-.*|delivery-count|acquired-count)$/;

/** Properties that stay as they were. Not among them: `userId`, which the broker would compare with this account's. */
const kept = new Set(['contentType', 'contentEncoding', 'correlationId', 'timestamp', 'type', 'appId']);

/** Whether an event that is refused like this will always be: it is wrong itself, and no later try can help. */
const isPermanentKind = {
  invalid: true,
  too_large: true,
  unauthenticated: true,
  forbidden: true,
  // what it needs may arrive yet, or get out of its way
  not_found: false,
  conflict: false,
  rate_limited: false,
  unavailable: false,
} satisfies Record<FailureKind, boolean>;

export const isPermanent = (error: unknown): boolean => error instanceof Failure && isPermanentKind[error.kind];

/** How many tries have failed before this delivery. */
export function attemptOf({ properties }: ConsumeMessage): number {
  const attempt: unknown = properties.headers?.[header.attempt];
  return typeof attempt === 'number' ? attempt : 0;
}

/** The headers that remember one more failure. */
export function failureHeaders(message: ConsumeMessage, error: unknown, at = new Date()): Record<string, unknown> {
  const before: unknown = message.properties.headers?.[header.failures];
  const failures = [...(Array.isArray(before) ? (before as FailedTry[]) : []), failedTry(error, at)];
  return { [header.attempt]: attemptOf(message) + 1, [header.failures]: failures.slice(-longestHistory) };
}

/** The headers of a dead letter, besides those of its failures. */
export function deathHeaders(error: unknown, at = new Date()): Record<string, unknown> {
  const { code, message } = failedTry(error, at);
  const stack = (error instanceof Error && error.stack) || '';
  return {
    [header.error]: { code, message, stack: stack.split('\n').slice(0, stackLines).join('\n').slice(0, longestStack) },
    [header.diedAt]: at.toISOString(),
  };
}

/** The properties to publish a message with once more: the same id, the same headers, and some of our own. */
export function republished({ properties, fields }: ConsumeMessage, added: Record<string, unknown>): Identified {
  const set = Object.entries(properties).filter(([name, value]) => kept.has(name) && value !== undefined);
  const headers = Object.entries(properties.headers ?? {}).filter(([name]) => !brokersOwn.test(name));
  return {
    ...Object.fromEntries(set),
    messageId: String(properties.messageId ?? properties.headers?.['cloudEvents:id'] ?? randomUUID()),
    persistent: true,
    mandatory: true,
    headers: { [header.routingKey]: fields.routingKey, ...Object.fromEntries(headers), ...added },
  };
}

function failedTry(error: unknown, at: Date): FailedTry {
  const { code, name, message } = (error instanceof Error ? error : new Error(String(error))) as Error & {
    code?: unknown;
  };
  return {
    at: at.toISOString(),
    code: typeof code === 'string' ? code : name,
    message: message.slice(0, longestMessage),
  };
}

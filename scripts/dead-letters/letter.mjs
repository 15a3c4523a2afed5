import { forgedBy, mayBeFrom, SENDER, senderOf } from './sender.mjs';

/** Headers that `libs/messaging/failed-event.ts` writes. */
const ROUTING_KEY = 'errand-routing-key';
const ATTEMPT = 'errand-attempt';
const FAILURES = 'errand-failures';
const ERROR = 'errand-error';
const DIED_AT = 'errand-died-at';

/** What the broker notes about deliveries, which would be untrue of a message that is published again. */
const COUNTS = /^x-(delivery|acquired)-count$/;
const DEATHS = /^x-(death|first-death-.*|last-death-.*)$/;
const LAST_LIFE = new Set([ATTEMPT, ERROR, DIED_AT, SENDER]);

const BROKERS_REASONS = {
  delivery_limit: 'every process that took it ended before it was done with it',
  rejected: 'it was refused',
  maxlen: 'the queue was full',
  expired: 'it waited too long',
  unrouted: 'no queue took it',
};

/**
 * What a person wants to know of a dead letter. What its service did not tell is null: the broker sets a message aside by
 * itself when it was delivered too often.
 *
 * @param {string | null} service null when no queue took it
 * @param {import('amqplib').GetMessage} message
 * @param {{ knowsSenders: boolean }} options whether each process has an account of its own
 */
export function letterOf(service, message, { knowsSenders }) {
  const { properties, content } = message;
  const headers = properties.headers ?? {};
  const death = brokersDeath(service, headers);
  const type = routingKeyOf(service, message);
  const sender = senderOf(message);
  const isForged = knowsSenders && !mayBeFrom(service, type, sender);
  const told = headers[ERROR] ?? brokersError(service === null ? 'unrouted' : death?.reason);
  return {
    service,
    message_id: messageIdOf(properties),
    type: headers['cloudEvents:type'] ?? type,
    subject: headers['cloudEvents:subject'] ?? null,
    died_at: headers[DIED_AT] ?? (death?.time ? new Date(death.time.value * 1000).toISOString() : null),
    attempts: headers[ATTEMPT] ?? null,
    sender,
    error: isForged ? forgedBy(sender) : told,
    failures: headers[FAILURES] ?? [],
    headers,
    body: readable(content),
  };
}

/** The properties under which an event begins again: the same message, without what ended its last life. */
export function revived(service, message) {
  const { properties } = message;
  const headers = properties.headers ?? {};
  const kept = without(headers, (name) => COUNTS.test(name) || DEATHS.test(name) || LAST_LIFE.has(name));
  const routingKey = routingKeyOf(service, message);
  return { ...own(properties), headers: { ...kept, ...(routingKey ? { [ROUTING_KEY]: routingKey } : {}) } };
}

/** The properties under which a dead letter stays one, and that of whom it is. */
export function preserved(message) {
  const headers = without(message.properties.headers ?? {}, (name) => COUNTS.test(name));
  return { ...own(message.properties), headers: { ...headers, [SENDER]: senderOf(message) ?? '' } };
}

/** How often a message was delivered and given back. */
export const returnsOf = ({ properties }) => properties.headers?.['x-delivery-count'] ?? 0;

function own(properties) {
  const { contentType, contentEncoding, correlationId, timestamp, type, appId } = properties;
  const messageId = messageIdOf(properties) ?? undefined;
  return { contentType, contentEncoding, correlationId, timestamp, type, appId, messageId, persistent: true };
}

function messageIdOf({ messageId, headers }) {
  return messageId ?? headers?.['cloudEvents:id'] ?? null;
}

function routingKeyOf(service, { fields, properties }) {
  const headers = properties.headers ?? {};
  if (service === null) return fields.routingKey;
  return (
    headers[ROUTING_KEY] ?? headers['cloudEvents:type'] ?? brokersDeath(service, headers)?.['routing-keys']?.[0] ?? null
  );
}

const brokersError = (reason = 'unknown') => ({ code: reason, message: BROKERS_REASONS[reason] ?? '' });

function brokersDeath(service, headers) {
  return headers['x-death']?.find(({ queue }) => queue === `${service}.events`);
}

function without(headers, isLeftOut) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isLeftOut(name)));
}

function readable(content) {
  try {
    return JSON.parse(content.toString());
  } catch {
    return content.toString();
  }
}

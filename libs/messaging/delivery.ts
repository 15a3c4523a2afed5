import type { ConsumeMessage } from 'amqplib';
import { validate } from 'uuid';
import type { Delivered } from '#contracts/event.js';
import { Failure } from '#contracts/failure.js';
import { decode } from './envelope.js';
import { header } from './failed-event.js';

/** The type that an event was published under. Its routing key names the queue instead when it comes back from a delay. */
export function typeOf({ properties, fields }: ConsumeMessage): string {
  return String(properties.headers?.[header.routingKey] ?? fields.routingKey);
}

/**
 * Reads the CloudEvents attributes from the headers (AMQP binding, binary mode:
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md).
 * `event.unreadable` (invalid) for what is no event.
 */
export function eventOf({ properties, content }: ConsumeMessage): Delivered<unknown> {
  const headers = properties.headers ?? {};
  const event = {
    id: String(headers['cloudEvents:id']),
    subject: String(headers['cloudEvents:subject']),
    time: String(headers['cloudEvents:time']),
    aggregateVersion: Number(headers['cloudEvents:aggregateversion']),
  };
  if (!validate(event.id)) throw unreadable('its header cloudEvents:id is not a UUID');
  if (!Number.isInteger(event.aggregateVersion)) throw unreadable('it has no cloudEvents:aggregateversion');
  try {
    return { ...event, data: decode(content) };
  } catch {
    throw unreadable('its body is not JSON');
  }
}

const unreadable = (why: string): Failure => new Failure('invalid', 'event.unreadable', `This is no event: ${why}.`);

import { bytesToId } from '#database/id.js';
import { inTrace, traceFrom, traceparent } from '#service/trace.js';
import type { EventPublisher } from './event-publisher.js';
import { observePublishing } from './observation.js';
import type { OutboxRow } from './outbox-rows.js';

/** Publishes an event as CloudEvents has it in AMQP; resolves once the broker has confirmed and a queue has taken it. */
export function publishRow(publisher: EventPublisher, row: OutboxRow): Promise<void> {
  const messageId = bytesToId(row.id);
  const content = Buffer.from(typeof row.data === 'string' ? row.data : JSON.stringify(row.data));
  const options = {
    messageId,
    persistent: true,
    mandatory: !row.fleeting,
    contentType: 'application/json',
    headers: {
      'cloudEvents:specversion': '1.0',
      'cloudEvents:id': messageId,
      'cloudEvents:type': row.type,
      'cloudEvents:source': `/${row.source}`,
      'cloudEvents:subject': bytesToId(row.subject),
      'cloudEvents:time': row.recorded_at.toISOString(),
      'cloudEvents:aggregateversion': row.aggregate_version,
      traceparent: row.traceparent,
    },
  };
  return inTrace(traceFrom(row.traceparent), () =>
    observePublishing(row.type, () => {
      options.headers.traceparent = traceparent();
      return publisher.publish(row.type, row.recorded_at.getTime(), content, options);
    }),
  );
}

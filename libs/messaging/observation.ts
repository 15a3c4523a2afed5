import { Failure } from '#contracts/failure.js';
import { Count, Durations } from '#service/metrics.js';
import { type Attributes, inSpan } from '#service/span.js';
import type { Reply } from './envelope.js';

const calls = new Durations('command_call_duration_seconds', 'Commands sent to a service, until they were answered', [
  'service',
  'command',
  'result',
]);
const handlings = new Durations('command_handle_duration_seconds', 'Commands in work here', ['command', 'result']);
const events = new Durations('event_handle_duration_seconds', 'Events in work here, each try', ['event', 'result']);

/** What becomes of an event whose try failed: `then` is `retry` or `dead_letter`. */
export const eventFailures = new Count('event_failures_total', 'Tries of events that failed', ['event', 'then']);

/** Events that their relay gave up finding a queue for. */
export const unroutedEvents = new Count('events_unrouted_total', 'Events that no queue took in time', ['event']);

/** One call of a command, as its caller sees it. */
export function observeCall<T>(service: string, command: string, call: () => Promise<T>): Promise<T> {
  return timed(
    () => inSpan(`send ${command}`, 'client', () => destination(service), call),
    (result, since) => calls.observe({ service, command, result }, since),
  );
}

/** One command in work. */
export const handling = (command: string, work: () => Promise<Reply>): Promise<Reply> =>
  inSpan(`handle ${command}`, 'server', () => system, work);

/** One command that was in work since then (`performance.now()`). */
export function handled(command: string, reply: Reply, since: number): Reply {
  handlings.observe({ command, result: resultOf(reply) }, since);
  return reply;
}

/** One try of an event. */
export function observeEvent(event: string, work: () => Promise<void>): Promise<void> {
  return timed(
    () => inSpan(`process ${event}`, 'consumer', () => system, work),
    (result, since) => events.observe({ event, result }, since),
  );
}

/** One event on its way to the broker. */
export function observePublishing(event: string, publish: () => Promise<void>): Promise<void> {
  return inSpan(`publish ${event}`, 'producer', () => destination(event), publish);
}

const system = { 'messaging.system': 'rabbitmq' };

const destination = (name: string): Attributes => ({ ...system, 'messaging.destination.name': name });

/** `ok`, the kind of the refusal, or `bug`. */
function resultOf(reply: Reply): string {
  if ('json' in reply) return 'ok';
  return 'failure' in reply ? reply.failure.kind : 'bug';
}

function timed<T>(work: () => Promise<T>, observe: (result: string, since: number) => void): Promise<T> {
  const since = performance.now();
  return work().then(
    (value) => {
      observe('ok', since);
      return value;
    },
    (error: unknown) => {
      observe(error instanceof Failure ? error.kind : 'bug', since);
      throw error;
    },
  );
}

import { once } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Durations } from './metrics.js';
import { type Span, spanRecorder, within } from './span.js';
import { type Trace, traceFrom } from './trace.js';

const durations = new Durations('http_request_duration_seconds', 'HTTP requests, until they were answered', [
  'method',
  'route',
  'status',
]);

const spans = new WeakMap<FastifyRequest, Span>();

/** What looks after the process itself: not worth a span, and never refused. */
export const isOwn = (route: string): boolean => route === '/metrics' || route.startsWith('/health/');

/** The trace that a request belongs to: its caller's, or a new one. It is one span of it, which ends with the answer. */
export function traceOf(request: FastifyRequest): Trace {
  const trace = traceFrom(request.headers.traceparent);
  const { method, routeOptions } = request;
  const route = routeOptions.url ?? '';
  const recorder = spanRecorder();
  if (!recorder || isOwn(route)) return trace;
  const attributes = { 'http.request.method': method, 'http.route': route };
  const span = recorder.start(`${method} ${route}`, 'server', attributes, trace);
  spans.set(request, span);
  return within(span, trace);
}

/** Measures every request, and ends its span. */
export function observeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    observe(request, reply);
    done();
  });
}

function observe(request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
  const { method, routeOptions } = request;
  const labels = { method, route: routeOptions.url ?? '', status: String(statusCode) };
  durations.observe(labels, performance.now() - elapsedTime);
  const error = statusCode >= 500 ? new Error(`Answered ${statusCode}`) : undefined;
  spans.get(request)?.end(error, { 'http.response.status_code': statusCode });
}

/** Milliseconds that an answer waits for the rest of a body that nobody wants. */
const patience = 5000;

/**
 * Reads a body away before its refusal is answered: many clients read no answer while they send, and a connection that is
 * closed under what is still coming takes the answer with it.
 */
export function readBeforeAnswering(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }) => {
    if (raw.complete || raw.destroyed) return;
    raw.resume();
    await Promise.race([
      once(raw, 'close', { signal: AbortSignal.timeout(patience) }),
      once(raw, 'end', { signal: AbortSignal.timeout(patience) }),
    ]).catch(() => undefined);
  });
}

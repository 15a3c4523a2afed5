import { recordSpans, type SpanKind } from './span.js';
import type { Trace } from './trace.js';

/**
 * Sends spans to an OpenTelemetry collector (OTLP over HTTP, below `endpoint`) from now on, and answers how to stop. The
 * SDK is loaded only here: a process that is not traced does not carry it.
 */
export async function startTracing(service: string, endpoint: string): Promise<() => Promise<void>> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'errand' }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer('errand');

  const contextOf = ({ traceId, spanId, sampled = true }: Trace): ReturnType<typeof api.trace.setSpanContext> => {
    if (!spanId) return api.ROOT_CONTEXT;
    const traceFlags = sampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE;
    return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  };
  const kinds: Record<SpanKind, number> = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    producer: api.SpanKind.PRODUCER,
    consumer: api.SpanKind.CONSUMER,
  };

  recordSpans({
    start(name, kind, attributes, parent, startedAt) {
      const context = parent ? contextOf(parent) : api.ROOT_CONTEXT;
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes, startTime: startedAt }, context);
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceId,
        spanId,
        sampled: (traceFlags & api.TraceFlags.SAMPLED) !== 0,
        end(error, more) {
          if (more) span.setAttributes(more);
          if (error !== undefined) {
            const { message, name: type } = error instanceof Error ? error : new Error('unknown');
            span.setStatus({ code: api.SpanStatusCode.ERROR, message });
            span.setAttribute('error.type', type);
          }
          span.end();
        },
      };
    },
  });
  return async () => {
    recordSpans(undefined);
    await provider.shutdown();
  };
}

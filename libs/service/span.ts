import { currentTrace, inTrace, type Trace } from './trace.js';

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer';

/** Named as OpenTelemetry's semantic conventions do: https://opentelemetry.io/docs/specs/semconv/ */
export type Attributes = Record<string, string | number | boolean>;

/** Something that was begun and will have an end. */
export interface Span {
  traceId: string;
  spanId: string;
  sampled: boolean;
  /** Ends it, with the error that ended it if one did, and what is only known now. */
  end(error?: unknown, attributes?: Attributes): void;
}

/** Records spans somewhere. `parent` is what they belong to; `startedAt` (ms since the epoch) is now unless told. */
export interface SpanRecorder {
  start(name: string, kind: SpanKind, attributes: Attributes, parent?: Trace, startedAt?: number): Span;
}

let recorder: SpanRecorder | undefined;

/** Spans are recorded from now on, or no longer. */
export function recordSpans(by: SpanRecorder | undefined): void {
  recorder = by;
}

/** Where spans are recorded; undefined when they are not. */
export function spanRecorder(): SpanRecorder | undefined {
  return recorder;
}

/** Does some work as a span of the current trace; without a recorder it is just done. */
export function inSpan<T>(
  name: string,
  kind: SpanKind,
  attributes: () => Attributes,
  work: () => Promise<T>,
): Promise<T> {
  return recorder ? asSpan(recorder.start(name, kind, attributes(), currentTrace()), work) : work();
}

async function asSpan<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    const result = await inTrace(within(span), work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** The trace as what happens within a span sees it. */
export function within({ traceId, spanId, sampled }: Span, trace = currentTrace()): Trace {
  return { ...trace, traceId, spanId, sampled };
}

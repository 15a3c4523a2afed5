import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Span {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

/** What is used of OTLP's JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: Omit<Span, 'service'>[] }[];
  }[];
}

/** Takes the traces that processes send, on the loopback address. */
export class SpanCollector {
  readonly spans: Span[] = [];
  private readonly server: Server = createServer((request, response) => {
    json(request).then(
      (body) => {
        this.keep(body as Export);
        response.setHeader('content-type', 'application/json').end('{}');
      },
      () => response.destroy(),
    );
  });

  /** Answers where it takes them. */
  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  /** The ways to all spans of a name in a trace. */
  waysTo(traceId: string, name: string): string[][] {
    return this.spans.filter((span) => span.traceId === traceId && span.name === name).map((span) => this.wayTo(span));
  }

  /** `service name` of a span and of all that it is part of, from the outermost inwards. */
  private wayTo(span: Span | undefined): string[] {
    if (!span) return [];
    const above = this.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return [...this.wayTo(above), `${span.service} ${span.name}`];
  }

  private keep({ resourceSpans }: Export): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      this.spans.push(...scopeSpans.flatMap((scope) => scope.spans).map((span) => ({ ...span, service })));
    }
  }
}

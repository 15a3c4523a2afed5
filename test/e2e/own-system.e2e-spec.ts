import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { removeServers, startProcesses, startServers } from '../../libs/testing/stack.mjs';

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

const dir = mkdtempSync(join(tmpdir(), 'errand-tracing-'));
const spans: Span[] = [];
let collector: Server;
let servers: Awaited<ReturnType<typeof startServers>>;
let stack: Awaited<ReturnType<typeof startProcesses>>;

beforeAll(async () => {
  collector = createServer((request, response) => {
    json(request).then(
      (body) => {
        keep(body as Export);
        response.setHeader('content-type', 'application/json').end('{}');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  servers = await startServers(dir);
  stack = await startProcesses({ ...servers.env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
}, 120_000);

afterAll(async () => {
  await stack?.stop();
  await removeServers(dir);
  collector.close();
}, 60_000);

function keep({ resourceSpans }: Export): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    spans.push(...scopeSpans.flatMap((scope) => scope.spans).map((span) => ({ ...span, service })));
  }
}

/** `service name` of a span and of all that it is part of, from the outermost inwards. */
function wayTo(span: Span | undefined): string[] {
  if (!span) return [];
  return [...wayTo(spans.find(({ spanId }) => spanId === span.parentSpanId)), `${span.service} ${span.name}`];
}

const waysTo = (traceId: string, name: string): string[][] =>
  spans.filter((span) => span.traceId === traceId && span.name === name).map(wayTo);

describe('a trace', () => {
  it('goes from the request through the command, its statements and its event to the services that take it', async () => {
    const person = await aPerson(new Http(stack.url));
    const [traceId, parentId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const headers = { traceparent: `00-${traceId}-${parentId}-01` };
    const http = new Http(stack.url, person.token);
    const { status } = await http.send('DELETE', '/api/v1/user', { current_password: person.password }, headers);
    expect(status).toBe(204);
    const handled = ['gateway DELETE /api/v1/user', 'gateway send account.delete', 'user handle account.delete'];
    const asked = [...handled, 'user publish user.deletion_requested'];
    const taken = [...asked, 'task process user.deletion_requested'];
    await eventually(() => {
      expect(waysTo(traceId, 'DELETE')).toContainEqual([...handled, 'user DELETE']);
      expect(waysTo(traceId, 'COMMIT')).toContainEqual([...handled, 'user COMMIT']);
      expect(waysTo(traceId, 'DELETE')).toContainEqual([...taken, 'task DELETE']);
      const answered = [...taken, 'task publish task.purged', 'user process task.purged'];
      expect(waysTo(traceId, 'process task.purged')).toContainEqual(answered);
      const alsoTaken = [...asked, 'storage process user.deletion_requested'];
      expect(waysTo(traceId, 'process user.deletion_requested')).toContainEqual(alsoTaken);
    });
    const outermost = spans.find(({ name, traceId: id }) => id === traceId && name.startsWith('DELETE /'));
    expect(outermost?.parentSpanId).toBe(parentId);
  });

  it('goes along with an upload to where its bytes are kept', async () => {
    const { token } = await aPerson(new Http(stack.url));
    const traceId = '2af7651916cd43dd8448eb211c80319c';
    const form = new FormData();
    form.append('file', new Blob(['bytes']), 'note.txt');
    const headers = { authorization: `Bearer ${token}`, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const { status } = await fetch(`${stack.url}/api/v1/uploads`, { method: 'POST', body: form, headers });
    expect(status).toBe(200);
    const way = ['gateway POST /api/v1/uploads', 'storage PUT /files/:id'];
    await eventually(() => expect(waysTo(traceId, 'PUT /files/:id')).toEqual([way]));
  });

  it('begins at the gateway when the caller has none, and is not recorded when the caller says so', async () => {
    const http = new Http(stack.url);
    const answer = await http.get<{ trace_id: string }>('/api/v1/tasks');
    await eventually(() => expect(waysTo(answer.body.trace_id, 'GET /api/v1/tasks')).toHaveLength(1));
    const unwanted = '1af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${unwanted}-b7ad6b7169203331-00` };
    await http.send('GET', '/api/v1/tasks', undefined, headers);
    await http.get('/api/v1/projects');
    await eventually(() => expect(spans.some(({ name }) => name === 'GET /api/v1/projects')).toBe(true));
    expect(spans.filter(({ traceId }) => traceId === unwanted)).toEqual([]);
  });
});

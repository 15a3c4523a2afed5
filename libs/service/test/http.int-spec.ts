import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { eventually } from '#testing/eventually.js';
import { drain } from '../drain.js';
import { Environment, processSettings } from '../environment.js';
import { HealthModule } from '../health.js';
import { createService } from '../run.js';

const gates = new Map<string, Promise<void>>();
const begun: string[] = [];

@Controller()
class WaitController {
  /** Answers when the gate of this name is open; at once when it has none. */
  @Get('wait/:name')
  async wait(@Param('name') name: string): Promise<string> {
    begun.push(name);
    await gates.get(name);
    return name;
  }
}

@Module({ imports: [HealthModule], controllers: [WaitController] })
class WaitModule {}

const service = {
  name: 'probe',
  settings: (environment: Environment) => processSettings(environment, 'probe', 0),
  module: () => WaitModule,
};

let app: NestFastifyApplication;
let url: string;
let agent: Agent;
let closing: Promise<void> | undefined;

beforeEach(async () => {
  gates.clear();
  begun.length = 0;
  closing = undefined;
  agent = new Agent({ keepAlive: true });
  ({ app } = await createService(service, new Environment({ LOG_LEVEL: 'fatal', HTTP_MAX_REQUESTS: '3' })));
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

afterEach(async () => {
  agent.destroy();
  await (closing ?? app.close());
});

interface Answer {
  status?: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Asks over connections that are kept. */
function ask(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

function gate(name: string): () => void {
  let open!: () => void;
  gates.set(name, new Promise((resolve) => (open = resolve)));
  return open;
}

describe('a process', () => {
  it('answers so many requests at a time and refuses more, but never who looks after it', async () => {
    const open = gate('slow');
    const slow = Array.from({ length: 3 }, () => ask('/wait/slow'));
    await eventually(() => expect(begun).toHaveLength(3));
    const refused = await ask('/wait/more');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    expect(JSON.parse(refused.body)).toMatchObject({
      code: 'probe.overloaded',
      retry_after: 1,
      trace_id: expect.any(String),
    });
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await ask('/metrics')).body).toContain('errand_http_requests_in_work 3');
    expect(begun).toHaveLength(3);

    open();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await ask('/wait/afterwards')).status).toBe(200);
  });

  it('counts a request until its caller has gone', async () => {
    gate('never');
    const abandoned = Array.from({ length: 3 }, () => get(`${url}/wait/never`).on('error', () => undefined));
    await eventually(() => expect(begun).toHaveLength(3));
    expect((await ask('/wait/more')).status).toBe(503);
    for (const request of abandoned) request.destroy();
    await eventually(async () => expect((await ask('/wait/more')).status).toBe(200));
  });
});

describe('a process that is told to stop', () => {
  it('says that it is not ready, and goes on for a while as before, sending its callers away', async () => {
    expect((await ask('/wait/before')).headers.connection).toBe('keep-alive');
    closing = drain(app, 1000);
    const health = await ask('/health/ready');
    expect([health.status, JSON.parse(health.body)]).toEqual([
      503,
      { status: 'unavailable', checks: { running: false } },
    ]);
    expect(await ask('/wait/meanwhile')).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closing;
    await expect(ask('/wait/afterwards')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('finishes what it has accepted, and is gone as soon as that is done', async () => {
    const open = gate('accepted');
    const accepted = ask('/wait/accepted');
    await eventually(() => expect(begun).toEqual(['accepted']));
    closing = drain(app, 0);
    await eventually(() => expect(ask('/wait/new')).rejects.toMatchObject({ code: 'ECONNREFUSED' }));
    open();
    expect(await accepted).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closing;
  });

  it('breaks off what takes too long', async () => {
    gate('endless');
    const endless = ask('/wait/endless');
    const broken = expect(endless).rejects.toMatchObject({ code: 'ECONNRESET' });
    await eventually(() => expect(begun).toEqual(['endless']));
    closing = drain(app, 0, 200);
    await broken;
    await closing;
  });
});

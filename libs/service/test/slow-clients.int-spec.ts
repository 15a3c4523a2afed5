import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post, Req, StreamableFile } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eventually } from '#testing/eventually.js';
import { Environment, processSettings } from '../environment.js';
import { HealthModule } from '../health.js';
import { createService } from '../run.js';

const megabyte = 1024 * 1024;
/** Milliseconds over which the speed of clients is looked at here. */
const window = 800;
let ended = 0;

@Controller()
class StreamController {
  @Get('much')
  much(): StreamableFile {
    const chunks = Array.from({ length: 64 }, () => Buffer.alloc(megabyte));
    return new StreamableFile(Readable.from(chunks).once('close', () => ended++));
  }

  @Post('body')
  async body(@Req() { raw }: FastifyRequest): Promise<string> {
    return String((await buffer(raw)).length);
  }
}

@Module({ imports: [HealthModule], controllers: [StreamController] })
class StreamModule {}

let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  const service = {
    name: 'probe',
    settings: (environment: Environment) => processSettings(environment, 'probe', 0),
    module: () => StreamModule,
    prepare: (prepared: NestFastifyApplication) => {
      const fastify = prepared.getHttpAdapter().getInstance();
      fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
    },
  };
  const settings = { HTTP_HEADERS_TIMEOUT_MS: '300', HTTP_KEEP_ALIVE_MS: '300', HTTP_SLOW_WINDOW_MS: String(window) };
  ({ app } = await createService(service, new Environment({ LOG_LEVEL: 'fatal', ...settings })));
  await app.listen(0, '127.0.0.1');
  port = Number(new URL(await app.getUrl()).port);
});
afterAll(() => app.close());

interface Client {
  socket: Socket;
  /** All that came until the connection was closed. */
  closed: Promise<string>;
}

function call(text: string): Client {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.on('error', () => undefined);
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(answer))) };
}

const post = (length: number): string =>
  `POST /body HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: ${length}\r\n\r\n`;

it('cuts off who says nothing, or its headers bit by bit', async () => {
  expect(await call('').closed).toContain('408 Request Timeout');
  const { socket, closed } = call('GET /body HTTP/1.1\r\n');
  const timer = setInterval(() => socket.write('X-A: b\r\n'), 50);
  expect(await closed).toContain('408 Request Timeout');
  clearInterval(timer);
});

it('closes a connection that is not used any more', async () => {
  const { closed } = call(`${post(2)}ab`);
  expect(await closed).toMatch(/^HTTP\/1.1 201[^]*2$/);
});

it('cuts off who sends its body bit by bit, and says why', async () => {
  const { socket, closed } = call(post(1000));
  const timer = setInterval(() => socket.write('x'), 50);
  const answer = await closed;
  clearInterval(timer);
  expect(answer).toMatch(/^HTTP\/1.1 408 [^]*application\/problem\+json/);
  expect(answer).toContain('"code":"request.too_slow"');
});

it('waits for who sends a long body as fast as it has to', async () => {
  const length = 100_000;
  const { socket, closed } = call(post(length));
  let left = length;
  for (const until = Date.now() + 3 * window; Date.now() < until; left -= 500) {
    socket.write('x'.repeat(500));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  socket.write('x'.repeat(left));
  expect(await closed).toContain(String(length));
});

it('cuts off who does not read a long answer, and lets go of what makes it', async () => {
  const before = ended;
  const { socket } = call('GET /much HTTP/1.1\r\nHost: a\r\n\r\n');
  socket.pause();
  await eventually(() => expect(ended).toBe(before + 1));
  socket.destroy();
});

it('lets who reads have all of a long answer', async () => {
  const { closed } = call('GET /much HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect((await closed).length).toBeGreaterThan(64 * megabyte);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readInPlace } from './read-in-place.js';

let server: Server;

beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

async function connected(): Promise<{ socket: Socket; peer: Socket }> {
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', ...readInPlace() });
  return { socket, peer: (await accepted)[0] };
}

/** Reads as amqplib does. */
function readAll(socket: Socket, chunks: Buffer[]): void {
  socket.on('readable', () => {
    for (let chunk = socket.read() as Buffer | null; chunk; chunk = socket.read() as Buffer | null) chunks.push(chunk);
  });
}

it('hands over all that comes, in its order, and what was handed over stays as it is', async () => {
  const { socket, peer } = await connected();
  const chunks: Buffer[] = [];
  readAll(socket, chunks);
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  peer.write(sent.subarray(0, 10));
  await once(socket, 'readable');
  for (let at = 10; at < sent.length; at += 1000) peer.write(sent.subarray(at, at + 1000));
  peer.end();
  await once(socket, 'end');
  expect(Buffer.concat(chunks).equals(sent)).toBe(true);
});

it('keeps what comes while nobody listens', async () => {
  const { socket, peer } = await connected();
  peer.write('one');
  await once(socket, 'readable');
  peer.write('two');
  await once(socket, 'readable');
  expect(String(socket.read())).toBe('one');
  expect(String(socket.read())).toBe('two');
  expect(socket.read()).toBeNull();
  socket.destroy();
});

it('fails as any socket when the other side resets the connection', async () => {
  const { socket, peer } = await connected();
  readAll(socket, []);
  const failed = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
  peer.write('x');
  await once(socket, 'readable');
  peer.resetAndDestroy();
  expect((await failed)[0].code).toBe('ECONNRESET');
  expect(socket.destroyed).toBe(true);
});

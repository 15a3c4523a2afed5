import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from './eventually.js';
import { Proxy } from './proxy.js';

let echo: Server;
let proxy: Proxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  const { port } = echo.address() as { port: number };
  proxy = await Proxy.to(`amqp://user:secret@127.0.0.1:${port}/errand`);
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  echo.close();
});

/** A connection by way of the proxy, and all that it heard. */
async function dial(): Promise<{ socket: Socket; heard: () => string }> {
  let text = '';
  const socket = connect(Number(new URL(proxy.through()).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).on('data', (chunk) => (text += chunk.toString()));
  await once(socket, 'connect');
  return { socket, heard: () => text };
}

describe('a proxy', () => {
  it('carries bytes both ways, under the account and the path of the URL', async () => {
    const { socket, heard } = await dial();
    socket.write('hello');
    await eventually(() => expect(heard()).toBe('hello'));
    expect(proxy.through()).toMatch(/^amqp:\/\/user:secret@127\.0\.0\.1:\d+\/errand$/);
  });

  it('cuts connections, and lets new ones through', async () => {
    const { socket } = await dial();
    await eventually(() => expect(proxy.connections).toBe(1));
    proxy.cut();
    await once(socket, 'close');
    const again = await dial();
    again.socket.write('again');
    await eventually(() => expect(again.heard()).toBe('again'));
  });

  it('refuses connections until it heals', async () => {
    await proxy.refuse();
    await expect(dial()).rejects.toThrow('ECONNREFUSED');
    await proxy.heal();
    const { socket, heard } = await dial();
    socket.write('back');
    await eventually(() => expect(heard()).toBe('back'));
  });

  it('slows down, and keeps the order when it gets faster', async () => {
    const { socket, heard } = await dial();
    proxy.delay(100);
    const since = Date.now();
    socket.write('slow ');
    await eventually(() => expect(heard()).toBe('slow '));
    expect(Date.now() - since).toBeGreaterThanOrEqual(195);
    proxy.delay(500);
    socket.write('one ');
    await eventually(() => expect(proxy.waiting).toBe(1));
    proxy.delay(1);
    socket.write('two ');
    await eventually(() => expect(heard()).toBe('slow one '));
    await proxy.heal();
    await eventually(() => expect(heard()).toBe('slow one two '));
  });

  it('hangs without a word, and delivers when it heals', async () => {
    const { socket, heard } = await dial();
    proxy.hang();
    const other = await dial();
    socket.write('old');
    other.socket.write('new');
    await eventually(() => expect(proxy.connections).toBe(2));
    expect([heard(), other.heard()]).toEqual(['', '']);
    await proxy.heal();
    await eventually(() => expect([heard(), other.heard()]).toEqual(['old', 'new']));
  });

  it('loses a connection from a text on, for good, and no other', async () => {
    const [hit, spared] = [await dial(), await dial()];
    proxy.loseFrom('COMMIT', 'INSERT');
    hit.socket.write('INSERT');
    spared.socket.write('SELECT');
    await eventually(() => expect([hit.heard(), spared.heard()]).toEqual(['INSERT', 'SELECT']));
    hit.socket.write('COMMIT');
    await eventually(() => expect(proxy.silent).toBe(1));
    spared.socket.write('COMMIT');
    await eventually(() => expect(spared.heard()).toBe('SELECTCOMMIT'));
    await proxy.heal();
    await once(hit.socket, 'close');
    expect(hit.heard()).toBe('INSERT');
  });
});

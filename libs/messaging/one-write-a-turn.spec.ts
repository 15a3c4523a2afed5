import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChannelModel } from 'amqplib';
import { createRequire } from 'node:module';
import { Duplex } from 'node:stream';
import { writeOnceATurn } from './one-write-a-turn.js';

interface Connection {
  channelMax: number;
  freshChannel(channel: object): number;
  releaseChannel(channel: number): void;
  sendMethod(channel: number, method: number, fields: object): boolean;
  sendBytes(bytes: string): void;
}

// amqplib gives its inside to nobody by name
const require = createRequire(createRequire(import.meta.url).resolve('amqplib'));
const { Connection } = require('./lib/connection.js') as { Connection: new (socket: Duplex) => Connection };
const { BasicRecover } = require('./lib/defs.js') as { BasicRecover: number };

class Socket extends Duplex {
  /** The bytes of each write. */
  readonly passed: Buffer[] = [];

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.passed.push(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.passed.push(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }
}

/** What began before has ended, and nothing was waited for. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)));

/** Of the channel that sent a frame, in its second and third byte. */
const channelIn = (frame: Buffer): number => frame.readUInt16BE(1);

describe('one write a turn', () => {
  let socket: Socket;
  let connection: Connection;
  beforeEach(() => {
    socket = new Socket();
    connection = Object.assign(new Connection(socket), { channelMax: 10 });
    writeOnceATurn({ connection } as unknown as ChannelModel);
  });
  const send = (channel: number): boolean => connection.sendMethod(channel, BasicRecover, { requeue: true });

  it('passes on together what is sent in one turn on any channel, in its order, and does not wait for another', async () => {
    const [one, other] = [connection.freshChannel({}), connection.freshChannel({})];
    for (const channel of [one, other, one]) send(channel);
    connection.sendBytes('heartbeat');
    expect(socket.passed).toEqual([]);
    await endOfTurn();
    expect(socket.passed).toHaveLength(1);
    const [all] = socket.passed;
    const frame = (all.length - 'heartbeat'.length) / 3;
    expect([0, 1, 2].map((n) => channelIn(all.subarray(n * frame)))).toEqual([one, other, one]);
    expect(all.subarray(3 * frame).toString()).toBe('heartbeat');
    send(other);
    await endOfTurn();
    expect(socket.passed.slice(1).map(channelIn)).toEqual([other]);
  });

  it('asks nobody to wait, however much is sent', () => {
    const channel = connection.freshChannel({});
    const answers = Array.from({ length: 5000 }, () => send(channel));
    expect(answers.every(Boolean)).toBe(true);
  });

  it('lets a channel go, and has another in its place', async () => {
    const channel = connection.freshChannel({});
    send(channel);
    await endOfTurn();
    connection.releaseChannel(channel);
    expect(connection.freshChannel({})).toBe(channel);
    send(channel);
    await endOfTurn();
    expect(socket.passed.map(channelIn)).toEqual([channel, channel]);
  });

  it('holds nothing back at the end', async () => {
    const channel = connection.freshChannel({});
    send(channel);
    await new Promise<void>((resolve) => socket.end(resolve));
    expect(socket.passed.map(channelIn)).toEqual([channel]);
  });
});

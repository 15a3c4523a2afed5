import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { writeOnceATurn } from './one-write-a-turn.js';

class Socket extends Writable {
  readonly passed: string[] = [];

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.passed.push(chunk.toString());
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.passed.push(chunks.map(({ chunk }) => chunk.toString()).join());
    done();
  }
}

describe('one write a turn', () => {
  it('passes on together what is written in one turn, in its order, and does not wait for more', async () => {
    const socket = new Socket();
    writeOnceATurn(socket);
    socket.write('head');
    socket.write('body');
    socket.write('ack');
    expect(socket.passed).toEqual([]);
    await new Promise(setImmediate);
    expect(socket.passed).toEqual(['head,body,ack']);
    socket.write('next');
    await new Promise(setImmediate);
    expect(socket.passed).toEqual(['head,body,ack', 'next']);
  });

  it('holds nothing back at the end', async () => {
    const socket = new Socket();
    writeOnceATurn(socket);
    socket.write('last');
    const ended = new Promise((resolve) => socket.end(resolve));
    await ended;
    expect(socket.passed.join()).toBe('last');
  });
});

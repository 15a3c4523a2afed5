import type { OnReadOpts, Socket } from 'node:net';

/** Bytes that are read at a time, at most. */
const most = 65_536;

/**
 * What a connection to the broker is opened with, so that amqplib gets at once what has come. A socket makes a buffer of 64 KB
 * for each read, and passes it through a stream that tells of it later in the turn; this one reads into the same buffer again and
 * again, and copies from it. To amqplib it looks the same: after the event `readable` it calls `read()` until there is no more.
 */
export function readInPlace(): { onread: OnReadOpts } {
  const arrived: Buffer[] = [];
  let begun = false;
  // Node calls it as a method of the socket, which nobody here has before amqplib has shaken hands over it
  const take = function (this: Socket, length: number, buffer: Uint8Array): boolean {
    arrived.push(Buffer.from(buffer.subarray(0, length)));
    if (!begun) readFrom(this, arrived);
    begun = true;
    this.emit('readable');
    return true;
  };
  return { onread: { buffer: Buffer.allocUnsafeSlow(most), callback: take } };
}

function readFrom(socket: Socket, arrived: Buffer[]): void {
  const read = socket.read.bind(socket) as (size: number) => unknown;
  // with 0 the stream asks itself, whether it has come to its end for instance
  socket.read = (size?: number): unknown => (size === 0 ? read(size) : (arrived.shift() ?? null));
}

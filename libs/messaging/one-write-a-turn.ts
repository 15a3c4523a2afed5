import type { ChannelModel } from 'amqplib';
import type { Duplex, Writable } from 'node:stream';

/** Where a channel puts its frames. */
interface Frames {
  write(frame: Buffer): boolean;
  end(): void;
}

/** What amqplib's types do not mention. */
interface Connection {
  stream: Duplex;
  muxer: { unpipeFrom(frames: Frames): void };
  channels: { buffer: Frames }[];
  /** The number of the channel that it makes. */
  freshChannel(...of: unknown[]): number;
}

/**
 * Passes on together, and at the end of the turn, what is written to the broker in one turn of the event loop. A write to a
 * socket costs more than all that is done to fill it, and amqplib makes one of each frame; and each passes through a stream
 * of its channel and waits for a turn before. For channels that are opened from now on.
 */
export function writeOnceATurn(model: ChannelModel): void {
  const connection = model.connection as unknown as Connection;
  const { stream, muxer, channels } = connection;
  gather(stream);
  const freshChannel = connection.freshChannel.bind(connection);
  connection.freshChannel = (...of) => {
    const number = freshChannel(...of);
    muxer.unpipeFrom(channels[number].buffer);
    channels[number].buffer = straightTo(stream);
    return number;
  };
}

/** Nobody here waits for `drain`: who sends too much is held back by confirms, by answers or by what it may have in flight. */
const straightTo = (stream: Duplex): Frames => ({
  write(frame) {
    stream.write(frame);
    return true;
  },
  end: () => undefined,
});

function gather(stream: Writable): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  const pass = (): void => stream.uncork();
  stream.write = (...args: unknown[]): boolean => {
    if (stream.writableCorked === 0) {
      stream.cork();
      process.nextTick(pass);
    }
    return write(...args);
  };
}

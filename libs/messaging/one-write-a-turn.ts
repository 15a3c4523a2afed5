import type { Writable } from 'node:stream';

/**
 * Passes on together what is written in one turn of the event loop. A write to a socket costs more than all that is done to
 * fill it, and amqplib makes one of each frame: three for an answer and the acknowledgement that follows it.
 */
export function writeOnceATurn(stream: Writable): void {
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

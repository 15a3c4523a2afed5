import { createHash, type Hash } from 'node:crypto';
import { Failure } from '#contracts/failure.js';

export interface Head {
  /** The first bytes, at most `headSize`. */
  head: Buffer;
}

/** Enough for the dimensions of nearly every picture: the metadata that comes before them is smaller. */
const headSize = 256 * 1024;

/** Learns what there is to know of bytes while they pass through. */
export class Measured {
  private readonly sha256: Hash = createHash('sha256');
  private readonly head: Uint8Array[] = [];
  private size = 0;

  /** @param limit bytes that may pass */
  constructor(private readonly limit: number) {}

  /** Hands the bytes on; `file.too_large` beyond the limit. */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (this.size < headSize) this.head.push(chunk);
      this.size += chunk.length;
      if (this.size > this.limit) throw tooLarge(this.limit);
      this.sha256.update(chunk);
      yield chunk;
    }
  }

  /** To be called once, when all have passed. */
  result(): Head & { hash: Buffer; size: number } {
    return { hash: this.sha256.digest(), size: this.size, head: Buffer.concat(this.head).subarray(0, headSize) };
  }
}

function tooLarge(limit: number): Failure {
  return new Failure('too_large', 'file.too_large', 'The file is too large.', {
    field: 'file',
    expected: `at most ${limit} bytes`,
  });
}

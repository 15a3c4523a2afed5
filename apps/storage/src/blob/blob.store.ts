import type { Readable } from 'node:stream';
import type { Head } from './measured.js';

/** Bytes that have arrived in full and have no name yet. */
export interface Arrival extends Head {
  /** SHA-256. */
  hash: Buffer;
  size: number;
  /** Where they lie until they are kept: a path, or a key. */
  place: string;
}

/** Of a file from `start` to `end`, both included; all of it when they are missing. */
export interface Span {
  start?: number;
  end?: number;
}

/**
 * The bytes, each under its SHA-256 (`<first two digits>/<hash>`), so that the same content is stored once. All replicas
 * work on the same ones.
 */
export abstract class BlobStore {
  /**
   * Writes bytes as they come, in a place of their own, and makes sure that they are there. Nothing is left when they end
   * early or are more than the limit (`file.too_large`).
   */
  abstract receive(bytes: AsyncIterable<Uint8Array>): Promise<Arrival>;

  /** Puts an arrival where its hash can be read from. It may be kept again, by a transaction that is run again. */
  abstract keep(arrival: Arrival): Promise<void>;

  /** Throws away what has arrived, unless it was kept. */
  abstract discard(arrival: Arrival): Promise<void>;

  /** Opens content. The bytes of a file that is deleted meanwhile can be read to their end. */
  abstract read(hash: Buffer, span?: Span): Promise<Readable>;

  abstract remove(hash: Buffer): Promise<void>;

  /** Throws away what has been arriving without a new byte for this long (ms): its process died. */
  abstract removeStalled(age: number): Promise<void>;

  /** Bytes that there is room for; `Number.MAX_SAFE_INTEGER` where nobody knows a limit. */
  abstract freeBytes(): Promise<number>;
}

/** Where content lies, in a folder and in a bucket alike. */
export const nameOf = (hash: Buffer): string => `${hash.toString('hex', 0, 1)}/${hash.toString('hex')}`;

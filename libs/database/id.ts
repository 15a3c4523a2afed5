import { PrimaryColumn, Column, type ColumnOptions, type ValueTransformer } from 'typeorm';
import { v7, validate } from 'uuid';
import { notFound } from '#contracts/failure.js';
import { randomBytesOf } from '#service/random.js';

/** Of the last id that this process made. */
let last = 0;
let count = 0;

/**
 * A new id: UUIDv7 (RFC 9562), so that rows which are made together lie together. Each is greater than those that this
 * process made before: within a millisecond they count on from a random start.
 */
export function newId(): string {
  const random = randomBytesOf(16);
  const now = Date.now();
  if (now > last) {
    last = now;
    count = random.readUInt32BE(6) >>> 1;
  } else {
    count = (count + 1) >>> 0;
    if (count === 0) last++;
  }
  return v7({ random, msecs: last, seq: count });
}

/** Throws for what could not be an id. */
export function idToBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16 || id.length !== 36) throw new TypeError('This is no id');
  return bytes;
}

export function bytesToId(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The lowest id that could be made at a moment (ms since the epoch), with which UUIDv7 begins. */
export function firstIdAt(moment: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(moment, 0, 6);
  return bytes;
}

/** Whether text could be an id at all; what could not is as unknown as an id that was never given out. */
export const isId = (text: unknown): boolean => validate(text);

/** The id as it is answered, or `<feature>.not_found` when it could not be one. */
export function knownId(id: string, feature: string): string {
  if (!isId(id)) throw notFound(feature);
  return id.toLowerCase();
}

const asBytes: ValueTransformer = {
  to: (id: unknown) => (typeof id === 'string' ? idToBytes(id) : id),
  from: (bytes: Buffer | null) => bytes && bytesToId(bytes),
};

/** The primary key of an entity: text outside, `BINARY(16)` inside. */
export const IdPrimaryColumn = (): PropertyDecorator =>
  PrimaryColumn({ type: 'binary', length: 16, transformer: asBytes });

/** Another entity's id. */
export const IdColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'binary', length: 16, transformer: asBytes, ...options });

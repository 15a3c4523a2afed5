import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far somebody has read: the count of each project, and of each task shared alone, that was visible, by its number. */
export interface SyncToken {
  /** Seconds since the epoch. */
  issuedAt: number;
  seen: Map<number, number>;
}

const version = 2;
const macLength = 12;

/**
 * The text of a token: version, time, then number and count of each as numbers of 7 bits a byte, signed for the one
 * person that it is given to.
 */
export function writeToken({ issuedAt, seen }: SyncToken, userId: string, secret: Buffer): string {
  const numbers = [version, issuedAt];
  let last = 0;
  for (const [number, seq] of [...seen].sort(([one], [other]) => one - other)) {
    numbers.push(number - last, seq);
    last = number;
  }
  const payload = Buffer.from(numbers.flatMap(varint));
  return Buffer.concat([macOf(payload, userId, secret), payload]).toString('base64url');
}

/** Undefined for anything that `writeToken` did not write for this person. */
export function readToken(text: string, userId: string, secret: Buffer): SyncToken | undefined {
  const bytes = Buffer.from(text, 'base64url');
  const payload = bytes.subarray(macLength);
  if (payload.length === 0 || !timingSafeEqual(bytes.subarray(0, macLength), macOf(payload, userId, secret))) return;
  const [writtenBy, issuedAt, ...pairs] = numbersIn(payload);
  if (writtenBy !== version) return;
  const seen = new Map<number, number>();
  let number = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    number += pairs[at];
    seen.set(number, pairs[at + 1]);
  }
  return { issuedAt, seen };
}

const macOf = (payload: Buffer, userId: string, secret: Buffer): Buffer =>
  createHmac('sha256', secret).update(userId).update(payload).digest().subarray(0, macLength);

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

function numbersIn(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let [value, weight] = [0, 1];
  for (const byte of bytes) {
    value += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    [value, weight] = [0, 1];
  }
  return numbers;
}

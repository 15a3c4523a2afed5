import { bytesToId, idToBytes } from '#database/id.js';

const idLength = 16;

/** Keys of one or more ids as base64 of their bytes, one after another. */
export const packKeys = (keys: string[]): string =>
  Buffer.concat(keys.flatMap((key) => key.split(' ').map(idToBytes))).toString('base64');

export function unpackKeys(text: string, idsOfKey: number): string[] {
  const bytes = Buffer.from(text, 'base64');
  const length = idsOfKey * idLength;
  return Array.from({ length: Math.floor(bytes.length / length) }, (_, index) =>
    Array.from({ length: idsOfKey }, (_, part) => {
      const at = index * length + part * idLength;
      return bytesToId(bytes.subarray(at, at + idLength));
    }).join(' '),
  );
}

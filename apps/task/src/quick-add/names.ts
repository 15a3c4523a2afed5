import { isBoundary } from './words.js';

/** Something that a text may name. */
export interface Named {
  id: string;
  name: string;
}

/** The one with the longest name that stands in a text at a place, whatever its case; undefined where none does. */
export function longestNameAt<T extends Named>(text: string, at: number, known: T[]): T | undefined {
  const standing = known.filter(
    ({ name }) => name !== '' && isSame(text.slice(at, at + name.length), name) && isBoundary(text, at + name.length),
  );
  return standing.reduce<T | undefined>(
    (longest, each) => (longest && longest.name.length >= each.name.length ? longest : each),
    undefined,
  );
}

const isSame = (one: string, other: string): boolean => folded(one) === folded(other);

/** As names are compared. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase();

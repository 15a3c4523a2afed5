import type { Pattern } from './filter-tree.js';

/** Reads a name: `*` stands for any text, and a backslash takes what follows as it is. */
export function readPattern(text: string): Pattern {
  const pattern = [''];
  for (const [piece] of text.matchAll(/\\[^]|[^]/g)) {
    if (piece === '*') pattern.push('');
    else pattern[pattern.length - 1] += piece.length === 2 ? piece.charAt(1) : piece;
  }
  return pattern;
}

/** What was meant where there are no wildcards: without the backslashes. */
export const unescaped = (text: string): string => text.replace(/\\([^])/g, '$1');

import { tokensOf } from './tokens.js';

/** Words of a query that count; more would only cost time. */
export const mostWords = 12;

/** What a query asks for: each word as it is, or as a beginning. */
export interface SearchedWord {
  word: string;
  /** Whether longer words that begin with it are meant, too. */
  isBeginning: boolean;
}

/**
 * The words of a query, each once. People stop typing early, and languages bend the ends of words, so a word of a script with
 * spaces is a beginning, unless it is one letter that others follow. Of a script without spaces, a lone character is one.
 */
export function wordsOf(query: string): SearchedWord[] {
  const tokens = tokensOf(query);
  const words = new Map<string, SearchedWord>();
  for (const [index, { term, unspaced }] of tokens.entries()) {
    const isSingle = Array.from(term).length === 1;
    const isLast = index === tokens.length - 1;
    words.set(term, { word: term, isBeginning: unspaced ? isSingle : !isSingle || isLast });
  }
  return [...words.values()].slice(0, mostWords);
}

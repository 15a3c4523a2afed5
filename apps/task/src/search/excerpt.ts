import type { SearchedWord } from './search-query.js';
import { tokensOf } from './tokens.js';

/** Characters of an excerpt, and of them those before what was found. */
const longest = 160;
const before = 40;

const isMeant = (term: string, words: SearchedWord[]): boolean =>
  words.some(({ word, isBeginning }) => (isBeginning ? term.startsWith(word) : term === word));

/** The part of a text where one of the words is, in one line; its beginning where none is. */
export function excerptOf(text: string, words: SearchedWord[]): string {
  const found = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find(([piece]) =>
    tokensOf(piece).some(({ term }) => isMeant(term, words)),
  );
  const start = found && found.index > before ? nextWord(text, found.index - before) : 0;
  const rest = text.slice(start).trim().replaceAll(/\s+/g, ' ');
  const cut = rest.length > longest ? `${rest.slice(0, longest).replace(/[\ud800-\udbff]$|\s\S*$/, '')}…` : rest;
  return start > 0 ? `…${cut}` : cut;
}

/** Where the next word begins, if one does soon. */
function nextWord(text: string, from: number): number {
  const space = text.slice(from, from + before).search(/\s/);
  if (space >= 0) return from + space + 1;
  return /[\udc00-\udfff]/.test(text[from]) ? from + 1 : from;
}

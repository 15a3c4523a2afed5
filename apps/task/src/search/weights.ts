import { tokensOf } from './tokens.js';

/** Terms of one text that are kept. */
const mostTerms = 1000;

/** How much a term counts in a title, compared with one in a longer text. */
export const titleBoost = 4;

/** How fast repetition stops to count, and how much a text's length counts, as in BM25 (Robertson and Zaragoza, 2009). */
const saturation = 1.2;
const lengthShare = 0.75;
/** Tokens of an average text here. */
const usualLength = 12;
/** Weights are kept as whole numbers. */
const scale = 100;

/** A part of what can be found, and how much its words count. */
export interface Part {
  text: string;
  boost: number;
}

/** The weight of each term of a text: more for what is repeated, less for what is one word among many. */
export function weightsOf(parts: Part[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { text, boost } of parts) {
    const counts = new Map<string, number>();
    const tokens = tokensOf(text);
    for (const { term } of tokens) counts.set(term, (counts.get(term) ?? 0) + 1);
    const length = 1 - lengthShare + lengthShare * (tokens.length / usualLength);
    for (const [term, count] of counts) {
      const weight = (boost * count * (saturation + 1)) / (count + saturation * length);
      weights.set(term, (weights.get(term) ?? 0) + Math.max(1, Math.round(scale * weight)));
    }
  }
  return new Map([...weights].slice(0, mostTerms));
}

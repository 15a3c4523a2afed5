import { syntaxFailure } from './filter-failure.js';
import type { Span } from './filter-tree.js';

export type Operator = '&' | '|' | '!' | '(' | ')' | ',';

/** A piece of a query. A term keeps the backslashes in it; the end has no text. */
export type Token = Span & { text: string } & ({ kind: 'term' | 'end' } | { kind: 'operator'; text: Operator });

/** Up to the next operator, without the space before it. `!` is one where a word begins, and text inside of a word. */
const term = /(?:\\[^]|[^\\&|(),\s]|\s+(?![\s&|(),!]|$))+/y;
const space = /\s*/y;

/** Takes a query apart; the last token is its end. `filter.syntax` for a backslash with nothing after it. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  for (let start = skipSpace(query, 0); ; start = skipSpace(query, tokens.at(-1)!.end)) {
    const text = query.charAt(start);
    if (text === '') return [...tokens, { kind: 'end', text, start, end: start }];
    if (isOperator(text)) tokens.push({ kind: 'operator', text, start, end: start + 1 });
    else tokens.push(termAt(query, start));
  }
}

function termAt(query: string, start: number): Token {
  term.lastIndex = start;
  const text = term.exec(query)?.[0] ?? '';
  const end = start + text.length;
  if (query.charAt(end) === '\\') throw syntaxFailure(end, '\\', 'a character after the backslash');
  return { kind: 'term', text, start, end };
}

function skipSpace(query: string, from: number): number {
  space.lastIndex = from;
  space.test(query);
  return space.lastIndex;
}

const isOperator = (text: string): text is Operator => '&|!(),'.includes(text);

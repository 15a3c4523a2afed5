import type { Span } from './words.js';

export const partKinds = [
  'project',
  'section',
  'assignee',
  'label',
  'priority',
  'due',
  'deadline',
  'duration',
  'reminder',
  'description',
  'escape',
] as const;

export type PartKind = (typeof partKinds)[number];

/** A piece of the text that is not content: what it is, where, and what it stands for. */
export interface Part extends Span {
  kind: PartKind;
  text: string;
  value: string;
}

/**
 * The text outside its parts, which are in order. One space stays where a part was taken out between words, none before a
 * mark that closes the sentence; an escape leaves what surrounds it as it is.
 */
export function contentOf(text: string, parts: Part[]): string {
  const pieces = [''];
  let from = 0;
  for (const { kind, start, end } of parts) {
    pieces.push(pieces.pop()! + text.slice(from, start));
    if (kind !== 'escape') pieces.push('');
    from = end;
  }
  pieces.push(pieces.pop()! + text.slice(from));
  const [first, ...more] = pieces;
  return more.reduce(joined, first).trim();
}

/** `Tomorrow, call` begins with `call`: what is left of a sentence begins with no mark that went with what was taken out. */
function joined(before: string, after: string): string {
  if (after.trim() === '') return before;
  if (before.trim() === '') return after.replace(/^[.,;:!?…]+(?=\s)/u, '');
  return before.trimEnd() + (/^\s/u.test(after) ? ' ' : '') + after.trimStart();
}

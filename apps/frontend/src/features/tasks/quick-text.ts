import type { QuickAddPart } from '../../api/types';

/** A stretch of the text: with the part that it is, or none where it is content. */
export interface Stretch {
  text: string;
  part: QuickAddPart | null;
}

/** The parts that still stand where they were found: the text may have changed since. */
export function standing(text: string, parts: QuickAddPart[]): QuickAddPart[] {
  return parts.filter((part) => text.slice(part.start, part.end) === part.text);
}

/** Cuts a text at its parts. */
export function stretchesOf(text: string, parts: QuickAddPart[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const part of standing(text, parts)) {
    stretches.push({ text: text.slice(from, part.start), part: null }, { text: part.text, part });
    from = part.end;
  }
  return [...stretches, { text: text.slice(from), part: null }].filter((stretch) => stretch.text !== '');
}

/** The text with a part escaped, so that it is content: each word of a date by itself, anything else at its sign. */
export function keptAsText(text: string, { kind, start, end, text: part }: QuickAddPart): string {
  const escaped = kind === 'due' ? part.replace(/(?<!\S)(?!a\s)(?=\S)/gu, '\\') : `\\${part}`;
  return text.slice(0, start) + escaped + text.slice(end);
}

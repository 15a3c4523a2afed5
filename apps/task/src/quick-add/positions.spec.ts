import { describe, expect, it } from '@jest/globals';
import { englishDates } from './date-reader.js';
import { isDateWord } from './date-words.js';
import type { Known } from './known.js';
import { parseQuickAdd, type QuickAdd } from './parse-quick-add.js';
import { closing } from './words.js';

const dates = englishDates({ now: new Date('2026-11-20T15:00:00Z'), timezone: 'Europe/Madrid' });
const known: Known = {
  home: { projectId: 'inbox', sectionId: null, parentId: null },
  due: null,
  projects: [
    { id: 'home', name: 'Home' },
    { id: 'repairs', name: 'Home Repairs' },
  ],
  sections: [{ id: 'bills', name: 'Bills', projectId: 'home' }],
  people: [{ id: 'ada', name: 'Ada', projectId: 'inbox', value: 'Ada Lovelace' }],
  labels: [{ id: 'idea', name: 'good idea' }],
};

const parse = (text: string): QuickAdd => parseQuickAdd(text, known, dates);

const pieces = (
  'Pay rent – café 🍅 tomorrow Tomorrow, tom Tom 9am 17:30 at 9 noon every day month! every! 3 days mon, wed fri. for 30 min ' +
  '1.5h an hour in 2 weeks 22 nov 2026-12-24 3/4 on by a the next last this weekend starting until before since #Home Repairs ' +
  '#nowhere +ada +1 /Bills / // @money @good idea @a@b @ p1 P4 p5 {friday} {deadline monday} { } {x !tomorrow !30 min before ! !! ' +
  '\\ \\\\ \\#Home \\tomorrow \\\\\\p1 C:\\x a\\#b \n \t ; : … (x) 5 1984 daily weekly morning evening tonight'
).split(' ');

/** Texts that are the same in every run: a linear congruential generator, as in Numerical Recipes. */
function* texts(count: number): Generator<string> {
  let state = 20_261_120;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let made = 0; made < count; made++) {
    const words = Array.from({ length: 1 + below(12) }, () => pieces[below(pieces.length)]);
    yield words.join(['', ' ', '  '][below(12) === 0 ? 0 : 1 + below(2)]);
  }
}

/** Puts a backslash before all that could be syntax, and doubles those that stand there. */
const escaped = (text: string): string =>
  text.replace(/\S+/gu, (word) => {
    const [, slashes, rest] = /^(\\*)(.*)$/su.exec(word)!;
    const bare = rest.replace(closing, '');
    const isSyntax = /^[#@!{/+]\S/.test(rest) || /^p[1-4]$/i.test(bare) || isDateWord(bare);
    return isSyntax ? `${slashes}${slashes}\\${rest}` : word;
  });

const count = 800;

describe('whatever the text', () => {
  it('tells parts that lie inside it, in order, beside each other, as they stand there', () => {
    for (const text of texts(count)) {
      let from = 0;
      for (const part of parse(text).parts) {
        expect([text, part.start >= from, part.end > part.start, part.end <= text.length]).toEqual([
          text,
          true,
          true,
          true,
        ]);
        expect(text.slice(part.start, part.end)).toBe(part.text);
        from = part.end;
      }
    }
  });

  it('has all that is outside the parts as its content', () => {
    const dense = (text: string): string => text.replace(/[\s.,;:!?…]+/gu, '');
    for (const text of texts(count)) {
      const { content, parts } = parse(text);
      const outside = parts.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
      expect([text, dense(content)]).toEqual([text, dense(outside)]);
    }
  });

  it('gives back as content any text that is escaped', () => {
    for (const text of texts(count)) {
      const { content, parts } = parse(escaped(text));
      expect([escaped(text), content]).toEqual([escaped(text), text.trim()]);
      expect(parts.every(({ kind }) => kind === 'escape')).toBe(true);
    }
  });

  it('words a due date so that it can be read again', () => {
    for (const text of texts(count)) {
      const { due } = parse(text);
      if (due) expect([text, dates(due.string)]).toEqual([text, due]);
    }
  });
});

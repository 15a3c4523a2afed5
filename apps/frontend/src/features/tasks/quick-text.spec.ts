import { describe, expect, it } from '@jest/globals';
import type { QuickAddPart } from '../../api/types';
import { keptAsText, stretchesOf } from './quick-text';

function aPart(text: string, piece: string, kind: QuickAddPart['kind'] = 'due'): QuickAddPart {
  const start = text.indexOf(piece);
  return { kind, start, end: start + piece.length, text: piece, value: '' };
}

describe('a text that was understood', () => {
  const text = 'Call tomorrow #Home';
  const parts = [aPart(text, 'tomorrow'), aPart(text, '#Home', 'project')];

  it('is cut at its parts', () => {
    expect(stretchesOf(text, parts).map((stretch) => [stretch.text, stretch.part?.kind])).toEqual([
      ['Call ', undefined],
      ['tomorrow', 'due'],
      [' ', undefined],
      ['#Home', 'project'],
    ]);
  });

  it('keeps the parts that typing has not moved', () => {
    expect(stretchesOf('Call tomorrow, Home', parts).map((stretch) => stretch.text)).toEqual([
      'Call ',
      'tomorrow',
      ', Home',
    ]);
    expect(stretchesOf('Ring tomorrow', [aPart('x tomorrow', 'tomorrow')])).toHaveLength(1);
  });

  it('has a part as content once that is escaped', () => {
    expect(keptAsText(text, parts[1])).toBe('Call tomorrow \\#Home');
    const dated = 'Call in a day 9am';
    expect(keptAsText(dated, aPart(dated, 'in a day 9am'))).toBe('Call \\in a \\day \\9am');
  });
});

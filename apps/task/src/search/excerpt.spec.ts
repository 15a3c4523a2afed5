import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';
import { wordsOf } from './search-query.js';

const excerpt = (text: string, query: string): string => excerptOf(text, wordsOf(query));

describe('an excerpt', () => {
  it('is the text where it is short, in one line', () => {
    expect(excerpt(' Buy\n  two bottles\tof milk ', 'milk')).toBe('Buy two bottles of milk');
  });

  it('is around what was found, and says where it was cut', () => {
    const text = `${'one thing and another '.repeat(20)}then the crème brûlée ${'and so on '.repeat(40)}`;
    expect(excerpt(text, 'brul')).toMatch(
      /^…\S.*crème brûlée .*on…$|^…\S.*crème brûlée .*so…$|^…\S.*crème brûlée .*and…$/,
    );
    expect(excerpt(text, 'brul').length).toBeLessThanOrEqual(162);
  });

  it('is the beginning where nothing was found in it', () => {
    expect(excerpt('x '.repeat(200), 'milk')).toMatch(/^x x .*x…$/);
  });

  it('finds what is written without spaces, and cuts no character in two', () => {
    expect(excerpt(`${'あ'.repeat(100)}牛奶`, '牛奶')).toContain('牛奶');
    expect(() => encodeURIComponent(excerpt('𝒳'.repeat(300), 'milk'))).not.toThrow();
  });
});

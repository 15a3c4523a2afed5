import { describe, expect, it } from '@jest/globals';
import { likePattern } from './name-search.js';

describe('what somebody looks for', () => {
  it.each([
    ['part of a name', 'work', '%work%'],
    ['a beginning', 'work*', 'work%'],
    ['an end', '*work', '%work'],
    ['a star', String.raw`5\* hotels`, '%5* hotels%'],
    ['what LIKE reads as something else', '100%_!', '%100!%!_!!%'],
    ['a beginning with a star in it', String.raw`a\*b*`, 'a*b%'],
  ])('is %s', (_, wanted, pattern) => {
    expect(likePattern(wanted)).toBe(pattern);
  });
});

import { describe, expect, it } from '@jest/globals';
import { mostWords, wordsOf } from './search-query.js';

const written = (query: string): string[] =>
  wordsOf(query).map(({ word, isBeginning }) => word + (isBeginning ? '*' : ''));

describe('the words of a query', () => {
  it.each([
    ['Tomat', ['tomat*']],
    ['plan a trip', ['plan*', 'a', 'trip*']],
    ['vitamin c', ['vitamin*', 'c*']],
    ['milk milk', ['milk*']],
    ['牛', ['牛*']],
    ['牛奶盒', ['牛奶', '奶盒']],
    ['  …  ', []],
  ])('%j are %j', (query, expected) => {
    expect(written(query)).toEqual(expected);
  });

  it('are a few', () => {
    expect(written('a b c d e f g h i j k l m n o p q r s t u v w x y z')).toHaveLength(mostWords);
  });
});

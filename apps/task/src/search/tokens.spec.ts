import { describe, expect, it } from '@jest/globals';
import { tokensOf } from './tokens.js';

const terms = (text: string): string[] => tokensOf(text).map(({ term }) => term);

describe('the tokens of a text', () => {
  it.each([
    ['Water the tomatoes!', ['water', 'the', 'tomatoes']],
    ['Straße, STRASSE', ['strasse', 'strasse']],
    ['Café au lait — crème brûlée', ['cafe', 'au', 'lait', 'creme', 'brulee']],
    ['Ёлка и йод', ['елка', 'и', 'иод']],
    ['Οδυσσεύς', ['οδυσσευσ']],
    ['ＦＵＬＬ　ｗｉｄｔｈ', ['full', 'width']],
    ['v2.0-rc1 (C#)', ['v2', '0', 'rc1', 'c']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['שָׁלוֹם עולם', ['שָׁלוֹם'.normalize('NFC'), 'עולם']],
    ['장보기 목록', ['장보기', '목록']],
    ['買い物リスト', ['買い', 'い物', '物リ', 'リス', 'スト']],
    ['牛', ['牛']],
    ['买牛奶 milk 给', ['买牛', '牛奶', 'milk', '给']],
    ['ซื้อนม', ['ซื้อ', 'อน', 'นม']],
    ['🍅 🍅', []],
    ['', []],
  ])('%j are %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('are cut where they are longer than anybody searches for', () => {
    expect(terms('x'.repeat(500))).toEqual(['x'.repeat(32)]);
    expect(Array.from(terms('𝒳𐐨'.repeat(100))[0])).toHaveLength(32);
  });
});

import { describe, expect, it } from '@jest/globals';
import { weightsOf } from './weights.js';

const weightOf = (term: string, text: string, boost = 1): number => weightsOf([{ text, boost }]).get(term) ?? 0;

describe('the weight of a term', () => {
  it('is more where it is repeated, but not without end', () => {
    const [once, twice, often] = [1, 2, 50].map((count) => weightOf('milk', `${'milk '.repeat(count)}and bread`));
    expect(twice).toBeGreaterThan(once);
    expect(often).toBeLessThan(2.5 * once);
  });

  it('is less where it is one word among many', () => {
    expect(weightOf('milk', `milk ${'and so on '.repeat(50)}`)).toBeLessThan(weightOf('milk', 'milk and bread'));
  });

  it('is more in a title, and adds up over the parts', () => {
    const both = weightsOf([
      { text: 'milk', boost: 4 },
      { text: 'milk', boost: 1 },
    ]);
    expect(weightOf('milk', 'milk', 4)).toBeGreaterThan(3 * weightOf('milk', 'milk'));
    expect(both.get('milk')).toBe(weightOf('milk', 'milk', 4) + weightOf('milk', 'milk'));
  });

  it('is kept of a thousand terms at most', () => {
    const text = Array.from({ length: 3000 }, (_, index) => `word${index}`).join(' ');
    expect(weightsOf([{ text, boost: 1 }]).size).toBe(1000);
  });
});

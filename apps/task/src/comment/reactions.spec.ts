import { describe, expect, it } from '@jest/globals';
import { withoutPerson, withoutReaction, withReaction } from './reactions.js';

describe('reactions', () => {
  it('have everybody who reacted alike, each once, beside those who reacted otherwise', () => {
    const one = withReaction(null, '👍', 'ada');
    const two = withReaction(withReaction(one, '👍', 'grace'), '❤️', 'ada');
    expect(two).toEqual({ '👍': ['ada', 'grace'], '❤️': ['ada'] });
    expect(withReaction(two, '👍', 'grace')).toEqual(two);
  });

  it('lose one person’s, and leave nothing when they were the last', () => {
    const all = { '👍': ['ada', 'grace'], '❤️': ['ada'] };
    expect(withoutReaction(all, '👍', 'ada')).toEqual({ '👍': ['grace'], '❤️': ['ada'] });
    expect(withoutReaction({ '👍': ['ada'] }, '👍', 'ada')).toBeNull();
    expect(withoutPerson(all, 'ada')).toEqual({ '👍': ['grace'] });
    expect(withoutPerson({ '❤️': ['ada'] }, 'ada')).toBeNull();
  });

  it.each(['', 'good', '👍👍', '1', '__proto__'])('refuse %j, which is no emoji', (reaction) => {
    expect(() => withReaction(null, reaction, 'ada')).toThrow(expect.objectContaining({ code: 'comment.reaction' }));
  });

  it('are of at most fifty kinds, and more people may join each', () => {
    const first = 0x1f600;
    const kinds = Array.from({ length: 50 }, (_, index) => String.fromCodePoint(first + index));
    const all = kinds.reduce((reactions, kind) => withReaction(reactions, kind, 'ada'), {});
    expect(() => withReaction(all, '🎉', 'ada')).toThrow(expect.objectContaining({ code: 'comment.reaction' }));
    expect(withReaction(all, kinds[0], 'grace')[kinds[0]]).toEqual(['ada', 'grace']);
  });
});

import { takeTurns } from './turns.mjs';

describe('speakers that take turns', () => {
  it('are heard one after the other, the first one at once', () => {
    const heard = [];
    const { open } = takeTurns((text) => heard.push(text));
    const [first, second, third] = [open(), open(), open()];
    third.say('third');
    second.say('second');
    first.say('first');
    expect(heard).toEqual(['first']);
    third.close();
    first.close();
    expect(heard).toEqual(['first', 'second']);
    second.say('more');
    expect(heard).toEqual(['first', 'second', 'more']);
    second.close();
    expect(heard).toEqual(['first', 'second', 'more', 'third']);
    open().say('last');
    expect(heard.at(-1)).toBe('last');
  });
});

import { describe, expect, it } from '@jest/globals';
import { contract, openCommand } from '#contracts/contract.js';
import { Handles, takerOf } from './handles.js';

class Text {
  text!: string;
}

const spoken = contract('spoken', { say: openCommand(Text, Text) });

describe('a handler', () => {
  it('is refused when nothing says where its messages are handed over, as with the decorators of Nest', () => {
    for (const extras of [undefined, {}]) {
      expect(() => takerOf('spoken.say', extras)).toThrow(
        'The handler of spoken.say is marked with neither @Handles nor @On',
      );
    }
  });

  it('has a method for each command of its contract', () => {
    class Mute {}
    // @ts-expect-error it has no method for what it is asked
    expect(() => Handles(spoken)(Mute)).toThrow('Mute handles spoken, and has no method "say"');
  });
});

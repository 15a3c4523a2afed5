import { setImmediate as settle } from 'node:timers/promises';
import { sideBySide } from './side-by-side.mjs';

describe('work that is done side by side', () => {
  const gates = () => {
    const begun = [];
    const ends = new Map();
    const work = ({ name }) => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, () => resolve(name)));
    };
    const end = async (name) => {
      ends.get(name)();
      await settle();
    };
    return { begun, work, end };
  };

  it('begins in order as soon as there is room for its weight, and answers in order', async () => {
    const { begun, work, end } = gates();
    const results = sideBySide([{ name: 'a' }, { name: 'b' }, { name: 'c', weight: 2 }, { name: 'd' }], 2, work);
    await settle();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('c');
    await end('d');
    expect(await results).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins what weighs more than there is room for when nothing else is done', async () => {
    const { begun, work, end } = gates();
    const results = sideBySide([{ name: 'a' }, { name: 'b', weight: 3 }], 2, work);
    await settle();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    await results;
  });

  it('fails with the first that fails', async () => {
    const failing = sideBySide([{ name: 'a' }, { name: 'b' }], 2, async ({ name }) => {
      if (name === 'b') throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});

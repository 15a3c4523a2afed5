import { describe, expect, it } from '@jest/globals';
import { Gathering } from './gathering.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function gathering(most: number): { passed: [string, number[]][]; add: (destination: string, item: number) => void } {
  const passed: [string, number[]][] = [];
  const gathered = new Gathering<number>(most, (destination, items) => passed.push([destination, items]));
  return { passed, add: (destination, item) => gathered.add(destination, item) };
}

describe('what is gathered', () => {
  it('goes together when the turn ends, in order and by destination', async () => {
    const { passed, add } = gathering(10);
    add('task', 1);
    add('user', 2);
    await Promise.resolve();
    add('task', 3);
    expect(passed).toEqual([]);
    await turn();
    expect(passed).toEqual([
      ['task', [1, 3]],
      ['user', [2]],
    ]);
  });

  it('goes at once when it is as much as may go together', async () => {
    const { passed, add } = gathering(2);
    for (const item of [1, 2, 3]) add('task', item);
    expect(passed).toEqual([['task', [1, 2]]]);
    await turn();
    expect(passed).toEqual([
      ['task', [1, 2]],
      ['task', [3]],
    ]);
  });

  it('does not go twice, and starts anew in the next turn', async () => {
    const { passed, add } = gathering(10);
    add('task', 1);
    await turn();
    await turn();
    add('task', 2);
    await turn();
    expect(passed).toEqual([
      ['task', [1]],
      ['task', [2]],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { OneATurn } from './one-a-turn.js';

const turn = (): Promise<void> => new Promise(setImmediate);

describe('one a turn', () => {
  it('begins the first at once, and each of the others in a later turn than what was sent before', async () => {
    const turns = new OneATurn();
    const happened: string[] = [];
    const work = (name: string) => (): void => {
      happened.push(`begun ${name}`);
      setImmediate(() => happened.push(`sent ${name}`));
    };
    for (const name of ['1', '2', '3']) turns.take(work(name));
    expect(happened).toEqual(['begun 1']);
    for (let n = 0; n < 5; n++) await turn();
    expect(happened).toEqual(['begun 1', 'sent 1', 'begun 2', 'sent 2', 'begun 3', 'sent 3']);
  });

  it('begins at once again after a rest', async () => {
    const turns = new OneATurn();
    let begun = 0;
    for (let n = 1; n <= 2; n++) {
      turns.take(() => begun++);
      expect(begun).toBe(n);
      for (let each = 0; each < 2; each++) await turn();
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { OneATurn } from './one-a-turn.js';

const turn = (): Promise<void> => new Promise(setImmediate);

describe('one a turn', () => {
  it('begins the first at once, and each of the others in a later turn than what was sent before', async () => {
    const turns = new OneATurn();
    const happened: string[] = [];
    const work = (name: string) => (): Promise<void> => {
      happened.push(`begun ${name}`);
      setImmediate(() => happened.push(`sent ${name}`));
      return Promise.resolve();
    };
    void turns.take(work('1'));
    void turns.take(work('2'));
    const last = turns.take(work('3'));
    expect(happened).toEqual(['begun 1']);
    await last;
    await turn();
    expect(happened).toEqual(['begun 1', 'sent 1', 'begun 2', 'sent 2', 'begun 3', 'sent 3']);
  });

  it('does not wait for the end of what was begun, and hands on how it ended', async () => {
    const turns = new OneATurn();
    void turns.take(() => new Promise(() => undefined));
    await expect(turns.take(() => Promise.resolve(2))).resolves.toBe(2);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await turn();
    await turn();
    await expect(turns.take(() => Promise.resolve(4))).resolves.toBe(4);
  });
});

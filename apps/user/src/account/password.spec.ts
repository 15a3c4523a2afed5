import { describe, expect, it } from '@jest/globals';
import { hashPassword, nobody, passwordMatches } from './password.js';

describe('the password of nobody', () => {
  it('costs as much to compare as that of an account', async () => {
    const costOf = (hash: string): string[] => hash.split('$').slice(0, 4);
    expect(costOf(nobody)).toEqual(costOf(await hashPassword('a password that somebody has')));
  });

  it('is never right', async () => {
    expect(await passwordMatches(undefined, 'a password that somebody has')).toBe(false);
  });
});

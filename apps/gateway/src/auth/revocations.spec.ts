import { describe, expect, it } from '@jest/globals';
import { Revocations } from './revocations.js';

const bearer = { id: 'a token', actor: { user_id: 'somebody' } };

describe('the bearer of a secret', () => {
  it('is remembered until the token is revoked', () => {
    const revocations = new Revocations();
    revocations.remember('errand_secret', bearer);
    revocations.bury('another token');
    expect(revocations.bearerOf('errand_secret')).toMatchObject(bearer);
    revocations.bury('a token');
    expect(revocations.bearerOf('errand_secret')).toBeUndefined();
  });

  it('is remembered until the account is deleted', () => {
    const revocations = new Revocations();
    revocations.remember('errand_secret', bearer);
    revocations.bury('somebody');
    expect(revocations.bearerOf('errand_secret')).toBeUndefined();
    expect(revocations.isGone('somebody')).toBe(true);
  });

  it.each([
    ['the token was revoked', (revocations: Revocations) => revocations.bury('a token')],
    ['the account was deleted', (revocations: Revocations) => revocations.bury('somebody')],
  ])('is not remembered when the news that %s was faster', (_, hear) => {
    const revocations = new Revocations();
    hear(revocations);
    revocations.remember('errand_secret', bearer);
    expect(revocations.bearerOf('errand_secret')).toBeUndefined();
  });
});

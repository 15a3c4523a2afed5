import { afterEach, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Client } from '#contracts/contract.js';
import type { sessionContract, VerificationKey } from '#contracts/session.contract.js';
import { eventually } from '#testing/eventually.js';
import { AccessTokens } from './access-tokens.js';
import { Revocations } from './revocations.js';

const minute = 60_000;

afterEach(() => void jest.restoreAllMocks());

/** A key, and a token that it signed. */
async function aKey(kid: string): Promise<{ published: VerificationKey; token: () => Promise<string> }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { kty = '', crv = '', x = '' } = await exportJWK(publicKey);
  const token = (): Promise<string> =>
    new SignJWT({ sid: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject('ada')
      .setIssuer('errand')
      .setAudience('errand')
      .setExpirationTime('15m')
      .sign(privateKey);
  return { published: { kid, kty, crv, x }, token };
}

it('a key that is published no more is trusted no more, whether or not another has signed since', async () => {
  const stolen = await aKey('stolen');
  const answers = [[stolen.published], []];
  const keys = (): Promise<{ keys: VerificationKey[] }> => Promise.resolve({ keys: answers.shift() ?? [] });
  const sessions = { keys } as unknown as Client<typeof sessionContract>;
  const tokens = new AccessTokens(sessions, new Revocations());
  const token = await stolen.token();
  expect(await tokens.actorOf(token)).toMatchObject({ user_id: 'ada' });

  const now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now + minute + 1);
  await tokens.actorOf(await stolen.token());
  await eventually(async () => {
    await expect(tokens.actorOf(await stolen.token())).rejects.toMatchObject({ code: 'auth.invalid_token' });
  });
  await expect(tokens.actorOf(token)).rejects.toMatchObject({ code: 'auth.invalid_token' });
});

it('keys stay while nobody can tell others', async () => {
  const key = await aKey('ours');
  let asked = 0;
  const keys = (): Promise<{ keys: VerificationKey[] }> =>
    asked++ === 0 ? Promise.resolve({ keys: [key.published] }) : Promise.reject(new Error('away'));
  const tokens = new AccessTokens({ keys } as unknown as Client<typeof sessionContract>, new Revocations());
  await tokens.actorOf(await key.token());
  const now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now + minute + 1);
  for (let count = 0; count < 3; count++)
    expect(await tokens.actorOf(await key.token())).toMatchObject({ user_id: 'ada' });
  expect(asked).toBeGreaterThan(1);
});

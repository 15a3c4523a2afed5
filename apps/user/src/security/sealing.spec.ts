import { expect, it } from '@jest/globals';
import { seal, unseal } from './sealing.js';
import { Rotating } from '#service/rotating.js';
import { SecretsKeys } from './secrets-key.js';

const keysOf = (setting: string): Buffer[] => new SecretsKeys(new Rotating(setting)).all;
const [key] = keysOf('a key for tests, of 32 characters or more');
const [other] = keysOf('another key, which is as long as the first');

it('opens what was sealed with the same key for the same owner, and nothing else', () => {
  const sealed = seal('JBSWY3DPEHPK3PXP', 'ada', key);
  expect(sealed.toString('latin1')).not.toContain('JBSWY');
  expect(unseal(sealed, 'ada', key)).toBe('JBSWY3DPEHPK3PXP');
  expect(() => unseal(sealed, 'eve', key)).toThrow();
  expect(() => unseal(sealed, 'ada', other)).toThrow();
  sealed[30] ^= 1;
  expect(() => unseal(sealed, 'ada', key)).toThrow();
});

import { expect, it } from '@jest/globals';
import { seal, unseal } from './sealing.js';
import { secretsKey } from './secrets-key.js';

const key = secretsKey('a key for tests, of 32 characters or more');

it('opens what was sealed with the same key for the same owner, and nothing else', () => {
  const sealed = seal('JBSWY3DPEHPK3PXP', 'ada', key);
  expect(sealed.toString('latin1')).not.toContain('JBSWY');
  expect(unseal(sealed, 'ada', key)).toBe('JBSWY3DPEHPK3PXP');
  expect(() => unseal(sealed, 'eve', key)).toThrow();
  expect(() => unseal(sealed, 'ada', secretsKey('another key, which is as long as the first'))).toThrow();
  sealed[30] ^= 1;
  expect(() => unseal(sealed, 'ada', key)).toThrow();
});

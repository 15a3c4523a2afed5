import { describe, expect, it } from '@jest/globals';
import { refuseCommon } from './common-passwords.js';

const ada = { email: 'ada.lovelace@example.org', fullName: 'Ada Lovelace' };

describe('a new password', () => {
  it.each([
    'password',
    'Password1',
    'QWERTYUIOP',
    '1qaz2wsx',
    ' iloveyou ',
    'aaaaaaaaaaaa',
    'abcabcabc',
    'ｐａｓｓｗｏｒｄ',
  ])('is refused when it is among those that are tried first: %s', async (password) => {
    await expect(refuseCommon(password, 'password', ada)).rejects.toMatchObject({
      code: 'password.common',
      details: { field: 'password' },
    });
  });

  it.each(['ada.lovelace@example.org', 'ADA.LOVELACE', 'ada lovelace'])(
    'is not the person’s own name: %s',
    async (own) => {
      await expect(refuseCommon(own, 'new_password', ada)).rejects.toMatchObject({
        details: { field: 'new_password' },
      });
    },
  );

  it.each(['correct horse battery', '        x', 'ein ganz anderes Wort', '密码密码很长很长'])(
    'may be anything else, of any characters: %s',
    async (password) => {
      await expect(refuseCommon(password, 'password', ada)).resolves.toBeUndefined();
    },
  );
});

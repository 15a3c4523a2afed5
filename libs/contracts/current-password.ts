import { Text } from './fields.js';

/**
 * The password, once more, before something that only the holder of the account may do: `account.wrong_password` (forbidden). One that has no
 * password wants a session that began within ten minutes: `account.sign_in_again` (forbidden).
 */
export const CurrentPassword = (): PropertyDecorator =>
  Text({
    max: 256,
    description: 'The password, once more; empty where there is none, within ten minutes of signing in',
  });

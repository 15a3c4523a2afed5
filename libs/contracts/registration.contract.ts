import { RegisterAccount, SignedIn } from './account.contract.js';
import { contract, once, openCommand } from './contract.js';
import { MailedToken } from './credential.contract.js';
import { Text } from './fields.js';
import { Nested } from './nested-fields.js';

/** The secret of the mail, and the password that was chosen: so nobody opens what a stranger wanted with their address. */
export class ConfirmRegistration extends MailedToken {
  @Text({ max: 256, description: 'The password that was chosen' }) password!: string;
}

/** Who is signed in with the new account; null where a mail is on its way first, which says nothing of the address. */
export class Registered {
  @Nested(() => SignedIn, { nullable: true }) signed_in!: SignedIn | null;
}

/**
 * Opening accounts, at once or by mail, as the installation wants it.
 * - `request`: `password.common` (invalid), `registration.closed` (forbidden), `auth.too_many_attempts` (rate_limited). By mail, the answer
 *   is the same whether or not there is an account with the address; at once, `account.email_taken` (conflict) tells.
 * - `confirm`: opens the account that the mail with this secret was about, its address confirmed; `link.invalid` (invalid),
 *   `account.wrong_password` (forbidden).
 */
export const registrationContract = contract('user.registration', {
  request: once(openCommand(RegisterAccount, Registered)),
  confirm: once(openCommand(ConfirmRegistration, SignedIn)),
});

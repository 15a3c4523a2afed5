import { command, contract, openCommand } from './contract.js';
import { CurrentPassword } from './current-password.js';
import { Email, Text } from './fields.js';
import { Nothing } from './page.js';

/** 8 to 256 characters of any kind, none of the passwords that everybody tries first. */
export const NewPassword = (): PropertyDecorator =>
  Text({
    min: 8,
    max: 256,
    description: '8 to 256 characters of any kind, and no password that is known to be common',
  });

/** Where to send the means to set a new password. */
export class RequestReset {
  @Email() email!: string;
}

/** The secret of a link in a mail. */
export class MailedToken {
  @Text({ max: 128, description: 'What the link in the mail has after its `#`; good for one use' }) token!: string;
}

export class ResetPassword extends MailedToken {
  @NewPassword() new_password!: string;
}

export class ChangePassword {
  @CurrentPassword() current_password!: string;
  @NewPassword() new_password!: string;
}

export class ChangeEmail {
  @CurrentPassword() current_password!: string;
  @Email() new_email!: string;
}

/**
 * Passwords and addresses. Whoever tries too often is refused as `auth.too_many_attempts` (rate_limited), but for `requestReset`, which
 * answers the same and sends nothing; a new password may be refused as `password.common` (invalid).
 * - `requestReset`: sends a link if the address has an account; answers the same, as fast, if it has none.
 * - `resetPassword`: sets a new password, and ends every session; where the address was not confirmed before, also passkeys, identities and tokens; `link.invalid` (invalid).
 * - `changePassword`: ends every session but the actor's; `account.wrong_password` (forbidden).
 * - `requestVerification`: sends a link to the address of the account, unless it is known to be its holder's.
 * - `requestEmailChange`: sends a link to the new address, and does not tell whether that has an account;
 *   `account.wrong_password` (forbidden).
 * - `confirmEmail`: the link was opened: the address is the holder's, or becomes so; `link.invalid` (invalid), also where another
 *   account has it by now.
 */
export const credentialContract = contract('user.credential', {
  requestReset: openCommand(RequestReset),
  resetPassword: openCommand(ResetPassword),
  changePassword: command(ChangePassword),
  requestVerification: command(Nothing),
  requestEmailChange: command(ChangeEmail),
  confirmEmail: openCommand(MailedToken),
});

import { command, contract, query } from './contract.js';
import { CurrentPassword } from './current-password.js';
import { Flag, Text, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { Instant } from './time-fields.js';
import { Nothing } from './page.js';

/** Six digits of the app, or a recovery code. */
export const Code = (optional = false): PropertyDecorator =>
  Text({ max: 32, optional, description: 'Six digits of the app that makes codes, or a recovery code' });

/** Whether signing in takes a code besides the password. */
export class SecondFactor {
  @Flag() enabled!: boolean;
  @Instant({ nullable: true }) enabled_at!: string | null;
  @Whole({ description: 'Recovery codes that were not used yet' }) recovery_codes_left!: number;
}

export class PasswordOnly {
  @CurrentPassword() current_password!: string;
}

/** What an app makes codes from (RFC 6238: SHA-1, six digits, 30 seconds). It is shown this once. */
export class NewSecondFactor {
  @Text({ max: 64, description: 'In base 32, to be typed in' }) secret!: string;
  @Text({ max: 512, description: 'The same as an `otpauth:` URI, to be shown as a QR code' }) uri!: string;
}

export class ConfirmSecondFactor {
  @Code() code!: string;
}

/** Codes that are good once each, for when the app is lost. They are shown this once. */
export class RecoveryCodes {
  @Words({ max: 32, size: 20 }) recovery_codes!: string[];
}

export class DisableSecondFactor {
  @CurrentPassword() current_password!: string;
  @Code() code!: string;
}

/**
 * The second factor of the actor's own account. Wrong passwords are refused as `account.wrong_password` (forbidden), wrong or used codes
 * as `second_factor.wrong_code` (forbidden), and who tries too often as `auth.too_many_attempts` (rate_limited).
 * - `begin`: a new secret, which counts from `confirm` on; `second_factor.enabled` (conflict) when there is one already.
 * - `confirm`: shows that the app makes the right codes; `second_factor.not_begun` (conflict).
 * - `renewCodes`: lets the old recovery codes go; `second_factor.disabled` (conflict) where there is none.
 * - `disable`: `second_factor.disabled` (conflict) where there is none.
 */
export const secondFactorContract = contract('user.second-factor', {
  get: query(Nothing, SecondFactor),
  begin: command(PasswordOnly, NewSecondFactor),
  confirm: command(ConfirmSecondFactor, RecoveryCodes),
  renewCodes: command(PasswordOnly, RecoveryCodes),
  disable: command(DisableSecondFactor),
});

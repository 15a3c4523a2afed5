import { SignedIn } from './account.contract.js';
import { command, contract, openCommand, query } from './contract.js';
import { CurrentPassword } from './current-password.js';
import { Id, Text } from './fields.js';
import { Dictionary, ListOf } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { Nothing } from './page.js';
import { PasswordOnly } from './second-factor.contract.js';

/** A key that a device or a password manager keeps, and that opens the account without a password. */
export class Passkey {
  @Id() id!: string;
  @Text({ max: 100 }) name!: string;
  @Instant() created_at!: string;
  @Instant({ nullable: true }) last_used_at!: string | null;
}

export class Passkeys {
  @ListOf(() => Passkey) results!: Passkey[];
}

/** What a browser's `navigator.credentials` is asked with (WebAuthn, in its JSON form), and by which id to answer. Good for five minutes. */
export class PasskeyQuestion {
  @Id() id!: string;
  @Dictionary() options!: Record<string, unknown>;
}

/** What the browser answered, in its JSON form. */
export class PasskeyAnswer {
  @Id({ description: 'Of the question' }) id!: string;
  @Dictionary() response!: Record<string, unknown>;
}

export class AddPasskey extends PasskeyAnswer {
  @Text({ min: 1, max: 100, example: 'Laptop', description: 'For its holder to recognise it by' }) name!: string;
}

export class RemovePasskey {
  @Id() id!: string;
  @CurrentPassword() current_password!: string;
}

/**
 * Passkeys (https://www.w3.org/TR/webauthn-3/). Each asks its holder for a finger, a face or a PIN, so it stands for password and code.
 * An answer to no question, to an old one or to one that was answered, or one that is wrong, is refused as `passkey.refused`
 * (unauthenticated when signing in, else invalid); wrong passwords as `account.wrong_password` (forbidden).
 * - `beginAdding`, `add`: a new one for the actor's account.
 * - `remove`: `passkey.not_found`, also for somebody else's; `account.last_way_in` (conflict).
 * - `beginSigningIn`, `signIn`: by whichever passkey somebody has for this system.
 */
export const passkeyContract = contract('user.passkey', {
  list: query(Nothing, Passkeys),
  beginAdding: command(PasswordOnly, PasskeyQuestion),
  add: command(AddPasskey, Passkey),
  remove: command(RemovePasskey),
  beginSigningIn: openCommand(Nothing, PasskeyQuestion),
  signIn: openCommand(PasskeyAnswer, SignedIn),
});

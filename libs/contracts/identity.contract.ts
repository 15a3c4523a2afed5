import { SignedIn } from './account.contract.js';
import { command, contract, openCommand, query } from './contract.js';
import { CurrentPassword } from './current-password.js';
import { Id, Text } from './fields.js';
import { ListOf } from './nested-fields.js';
import { Instant, TimeZone } from './time-fields.js';
import { Nothing } from './page.js';
import { Code } from './second-factor.contract.js';

/** Somebody else's system that people may sign in with (OpenID Connect Core 1.0). */
export class IdentityProvider {
  @Text({ max: 50, example: 'corp' }) id!: string;
  @Text({ max: 100, example: 'Our company' }) name!: string;
}

export class IdentityProviders {
  @ListOf(() => IdentityProvider) results!: IdentityProvider[];
}

export class ChooseProvider {
  @Text({ min: 1, max: 50, description: 'The id of one of the providers' }) provider!: string;
}

export class LinkProvider extends ChooseProvider {
  @CurrentPassword() current_password!: string;
}

/** Where to send the browser, and what shows afterwards that it is the same one. Good for ten minutes. */
export class IdentityQuestion {
  @Text({ max: 128, description: 'Kept in the browser that is sent, and nowhere else' }) secret!: string;
  @Text({ max: 6000 }) url!: string;
}

/** With what the browser came back. */
export class IdentityAnswer {
  @Text({ max: 128, description: 'Of the question' }) secret!: string;
  @Text({ max: 6000, description: 'The query of the address that the provider sent the browser to' })
  parameters!: string;
}

export class IdentitySignIn extends IdentityAnswer {
  @Code(true) code?: string;
  @TimeZone({ optional: true, description: 'Of who is new here: IANA name; UTC unless told' }) timezone?: string;
}

/** An identity at a provider that opens the account. */
export class Identity {
  @Id() id!: string;
  @Text({ max: 50 }) provider!: string;
  @Text({ max: 100 }) provider_name!: string;
  @Text({ max: 254, nullable: true, description: 'The address that it had there when it was linked' }) email!:
    string | null;
  @Instant() created_at!: string;
  @Instant({ nullable: true }) last_used_at!: string | null;
}

export class Identities {
  @ListOf(() => Identity) results!: Identity[];
}

export class UnlinkIdentity {
  @Id() id!: string;
  @CurrentPassword() current_password!: string;
}

/**
 * Signing in by OpenID Connect. `identity.provider_unknown` (invalid) for a provider that there is not, `identity.provider_away`
 * (unavailable) where it does not answer; an answer that is wrong, old, of another browser or was used before is refused as `identity.refused`
 * (unauthenticated when signing in, else invalid).
 * - `providers`: those that there are.
 * - `beginSigningIn`, `signIn`: by an identity that is linked. One that is not opens a new account, with an address that the provider
 *   vouches for: `identity.email_unverified` (forbidden) without one, `identity.account_exists` (conflict) where an account has it, which
 *   its holder links. Where there is a second factor: `session.code_required`, `session.wrong_code` (unauthenticated), after
 *   which the same answer comes once more with a code.
 * - `beginLinking`, `link`: one more way into the actor's account; `account.wrong_password`, `account.sign_in_again` (forbidden),
 *   `identity.linked` (conflict) where it opens an account already.
 * - `unlink`: `identity.not_found`, also for somebody else's; `account.last_way_in` (conflict).
 */
export const identityContract = contract('user.identity', {
  providers: openCommand(Nothing, IdentityProviders),
  beginSigningIn: openCommand(ChooseProvider, IdentityQuestion),
  signIn: openCommand(IdentitySignIn, SignedIn),
  list: query(Nothing, Identities),
  beginLinking: command(LinkProvider, IdentityQuestion),
  link: command(IdentityAnswer, Identity),
  unlink: command(UnlinkIdentity),
});

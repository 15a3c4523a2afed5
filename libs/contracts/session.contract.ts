import { SignedIn, Session } from './account.contract.js';
import { Actor } from './actor.js';
import { command, contract, once, openCommand, query } from './contract.js';
import { Code } from './second-factor.contract.js';
import { PartialType } from './derived.js';
import { Flag, Id, OneOf, Text } from './fields.js';
import { Words } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, Nothing } from './page.js';

export class Login {
  @Text({ max: 254 }) email!: string;
  @Text({ max: 256 }) password!: string;
  @Code(true) code?: string;
}

export class RefreshToken {
  @Text({ max: 512, description: 'The newest refresh token of the session; each is good for one use' })
  refresh_token!: string;
}

/** The next pair, or why there is none. A refusal is an answer, since it may have ended the session. */
export class Refreshed extends PartialType(Session) {
  @OneOf(['expired', 'reused'], { optional: true }) refused?: 'expired' | 'reused';
}

/** A public key that verifies access tokens: a JWK (RFC 8037). */
export class VerificationKey {
  @Text({ max: 64 }) kid!: string;
  @Text({ max: 16 }) kty!: string;
  @Text({ max: 16 }) crv!: string;
  @Text({ max: 128 }) x!: string;
}

export class VerificationKeys {
  @ListOf(() => VerificationKey) keys!: VerificationKey[];
}

/** What a browser keeps of a session: a secret that only this system reads, as a cookie. */
export class SessionCookie {
  @Text({ max: 128 }) secret!: string;
}

export class SessionBearer {
  @Nested(() => Actor) actor!: Actor;
}

/** Where somebody is signed in. */
export class ListedSession {
  @Id() id!: string;
  @Text({ max: 100, description: 'What it was begun with, as far as that tells: `Firefox on Linux`' }) device!: string;
  @Text({ max: 45, description: 'The IP address that it was last renewed from' }) address!: string;
  @Flag({ description: 'Whether it is the one that asks' }) current!: boolean;
  @Instant() created_at!: string;
  @Instant({ description: 'To the minute with a cookie; to a quarter of an hour with a bearer token' })
  last_used_at!: string;
  @Instant({ description: 'When it ends unless it is used before' }) idle_until!: string;
  @Instant({ description: 'When it ends however much it is used' }) expires_at!: string;
}

export class Sessions {
  @ListOf(() => ListedSession) results!: ListedSession[];
}

/** Ids of sessions and accounts. */
export class Ended {
  @Words({ max: 64, size: 100_000 }) ids!: string[];
}

/**
 * Sessions.
 * - `login`: `session.wrong_credentials` (unauthenticated), the same for an unknown address and a wrong password;
 *   `auth.too_many_attempts` (rate_limited) for who guesses, by address and account. Where there is a second
 *   factor, the right password alone is refused as `session.code_required`, and a wrong or used code as `session.wrong_code`
 *   (unauthenticated).
 * - `refresh`: answers the next pair, the same one to a request that comes again; a refresh token that was used before by
 *   another request revokes every token of its session and is refused as `reused`, an unknown or expired one as `expired`.
 * - `logout`: ends the session of a refresh token; unknown ones are ignored.
 * - `keys`: the public keys that verify access tokens.
 * - `keep`: trades the refresh token of a session for a secret that a browser keeps as a cookie; `session.expired`
 *   (unauthenticated) for a token that is of no use.
 * - `authenticate`: whose cookie it is; `session.expired` once the session is over.
 * - `list`: the actor's own sessions, the one used last first.
 * - `revoke`: `session.not_found`; other people's sessions read the same. Gateways hear of it (`session.revoked`).
 * - `revokeOthers`: all but the one that the actor acts in.
 * - `ended`: what was revoked, or deleted, so lately that access tokens of it may not have expired.
 */
export const sessionContract = contract('user.session', {
  login: openCommand(Login, SignedIn),
  refresh: once(openCommand(RefreshToken, Refreshed)),
  logout: openCommand(RefreshToken),
  keys: openCommand(Nothing, VerificationKeys),
  keep: once(openCommand(RefreshToken, SessionCookie)),
  authenticate: openCommand(SessionCookie, SessionBearer),
  list: query(Nothing, Sessions),
  revoke: command(ById),
  revokeOthers: command(Nothing),
  ended: openCommand(Nothing, Ended),
});

import { command, contract, openCommand, query } from './contract.js';
import { Flag, Id, OneOf, Text } from './fields.js';
import { SomeOf } from './list-fields.js';
import { ListOf, Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, Nothing } from './page.js';
import { type TokenScope, tokenScopes } from './token.contract.js';

/** What an app asks a person for, in the words of OAuth (RFC 6749, 4.1.1; RFC 7636). */
export class AuthorizationRequest {
  @Text({ max: 64 }) client_id!: string;
  @Text({ max: 2000, optional: true, description: 'May be absent where the app has only one' }) redirect_uri?: string;
  @Text({ max: 50, optional: true, description: '`code`, also where it is absent' }) response_type?: string;
  @Text({ max: 500, optional: true, description: 'Scopes of tokens, with spaces or commas between' }) scope?: string;
  @Text({ max: 2000, optional: true, description: 'Comes back as it is' }) state?: string;
  @Text({ max: 128, optional: true, description: 'Wanted of apps that keep no secret' }) code_challenge?: string;
  @Text({ max: 20, optional: true, description: '`S256`' }) code_challenge_method?: string;
}

/** What the person said. */
export class AuthorizationDecision extends AuthorizationRequest {
  @Flag() allow!: boolean;
}

/** Why an app gets nothing, whoever is asked, and where to tell it. */
export class AuthorizationRefusal {
  @OneOf(['invalid_request', 'unsupported_response_type', 'invalid_scope']) error!: string;
  @Text({ max: 500 }) description!: string;
  @Text({ max: 30_000, description: 'With the error, as RFC 6749, 4.1.2.1, wants it' }) redirect_to!: string;
}

/** What to ask the person, before they decide. */
export class AuthorizationQuestion {
  @Text({ max: 100 }) app_name!: string;
  @Text({ max: 2000, description: 'To whom the answer goes: `https://bridge.example.org`' }) returns_to!: string;
  @SomeOf(tokenScopes, { none: true, description: 'None where the refusal says so' }) scopes!: TokenScope[];
  @Nested(() => AuthorizationRefusal, { nullable: true }) refusal!: AuthorizationRefusal | null;
}

/** Where to send the browser, with a code or with `access_denied`. */
export class AuthorizationAnswer {
  @Text({ max: 30_000 }) redirect_to!: string;
}

/** How an app shows which one it is. */
export class AppCredentials {
  @Text({ max: 64, optional: true }) client_id?: string;
  @Text({ max: 128, optional: true, description: 'Absent or empty for apps that keep none' }) client_secret?: string;
}

/** A code, to be traded for a token (RFC 6749, 4.1.3; RFC 7636, 4.5). */
export class TokenRequest extends AppCredentials {
  @Text({ max: 100, optional: true, description: '`authorization_code`, also where it is absent' }) grant_type?: string;
  @Text({ max: 128, optional: true }) code?: string;
  @Text({ max: 2000, optional: true, description: 'The same as before, where there was one and no code challenge' })
  redirect_uri?: string;
  @Text({ max: 128, optional: true, description: 'What the code challenge was made of' }) code_verifier?: string;
}

export class TokenAnswer {
  @Text({ max: 128, description: 'Good until it is revoked' }) access_token!: string;
  @OneOf(['Bearer']) token_type!: 'Bearer';
  @Text({ max: 500, description: 'What it is good for, with spaces between' }) scope!: string;
}

/** A token that its app gives up (RFC 7009, 2.1). */
export class TokenRevocation extends AppCredentials {
  @Text({ max: 512, optional: true }) token?: string;
  @Text({ max: 64, optional: true, description: 'Not needed' }) token_type_hint?: string;
}

/** An app that the actor has let in. */
export class Authorization {
  @Id({ description: 'Of the app' }) id!: string;
  @Text({ max: 100 }) app_name!: string;
  @SomeOf(tokenScopes) scopes!: TokenScope[];
  @Instant({ description: 'When it was let in first' }) created_at!: string;
  @Instant({ nullable: true, description: 'When it was used last, to the minute' }) last_used_at!: string | null;
}

export class Authorizations {
  @ListOf(() => Authorization) results!: Authorization[];
}

/**
 * What apps may do in people's accounts: OAuth 2.1, with codes that are good once, for a minute, and tokens like personal ones.
 * - `question`, `decide`: `oauth.client_unknown` and `oauth.redirect_uri_unknown` (invalid), after which nobody is sent anywhere; what
 *   else is wrong is answered with where to send the browser.
 * - `exchange`: `oauth.invalid_client` (unauthenticated), `oauth.invalid_request`, `oauth.unsupported_grant_type`,
 *   `oauth.invalid_grant` (invalid). A code that comes twice takes back the token that it was traded for.
 * - `revoke`: `oauth.invalid_client` (unauthenticated), `oauth.invalid_request`, `oauth.unauthorized_client` (invalid) for another app's
 *   token; unknown ones are ignored.
 * - `list`, `end`: the apps that the actor let in; `authorization.not_found`.
 */
export const oauthContract = contract('user.oauth', {
  question: query(AuthorizationRequest, AuthorizationQuestion),
  decide: command(AuthorizationDecision, AuthorizationAnswer),
  exchange: openCommand(TokenRequest, TokenAnswer),
  revoke: openCommand(TokenRevocation),
  list: query(Nothing, Authorizations),
  end: command(ById),
});

import { Inject } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure, type FailureKind, notFound } from '#contracts/failure.js';
import {
  type AppCredentials,
  type AuthorizationAnswer,
  type AuthorizationDecision,
  type AuthorizationQuestion,
  type AuthorizationRequest,
  type Authorizations,
  oauthContract,
  type TokenAnswer,
  type TokenRequest,
  type TokenRevocation,
} from '#contracts/oauth.contract.js';
import type { ById, Nothing } from '#contracts/page.js';
import { knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { WEB_URL } from '../mail/mail-addressing.js';
import { SecurityLog } from '../security/security-log.js';
import { hashSecret } from '../session/secret.js';
import { AppRepository, type KnownApp } from './app.repository.js';
import { checkRequest } from './authorization-request.js';
import { Codes, type GivenCode, provesChallenge } from './codes.js';
import { Grants } from './grants.js';
import { siteOf, withAnswer } from './redirect-uris.js';

@Handles(oauthContract)
export class OAuthHandler implements Handlers<typeof oauthContract> {
  constructor(
    private readonly apps: AppRepository,
    private readonly codes: Codes,
    private readonly grants: Grants,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
    /** Who answers, as apps may check (RFC 9207). */
    @Inject(WEB_URL) private readonly issuer: string,
  ) {}

  async question(request: AuthorizationRequest): Promise<AuthorizationQuestion> {
    const app = await this.apps.find(request.client_id);
    const { returnTo, scopes, refusal } = checkRequest(app, request, this.issuer);
    return { app_name: app?.name ?? '', returns_to: siteOf(returnTo), scopes, refusal };
  }

  async decide({ allow, ...request }: AuthorizationDecision, { user_id }: Actor): Promise<AuthorizationAnswer> {
    const app = await this.apps.find(request.client_id);
    const { returnTo, scopes, challenge, refusal } = checkRequest(app, request, this.issuer);
    if (!app || refusal) return { redirect_to: refusal?.redirect_to ?? '' };
    const answer = { state: request.state, iss: this.issuer };
    if (!allow) return { redirect_to: withAnswer(returnTo, { error: 'access_denied', ...answer }) };
    const code = await this.transactions.run(async (transaction) => {
      await this.log.note(transaction, user_id, 'app.allowed', app.name);
      const redirectUri = request.redirect_uri || null;
      const allowed = { appId: app.id, accountId: user_id, redirectUri, challenge, scopes: scopes.join(',') };
      return this.codes.give(allowed, transaction);
    });
    return { redirect_to: withAnswer(returnTo, { code, ...answer }) };
  }

  async exchange(request: TokenRequest): Promise<TokenAnswer> {
    const app = await this.identify(request);
    const { code, grant_type: grant } = request;
    if (grant && grant !== 'authorization_code')
      throw refused('invalid', 'unsupported_grant_type', 'The grant_type is to be authorization_code.', 'grant_type');
    if (!code) throw refused('invalid', 'invalid_request', 'The code is missing.', 'code');
    // what a code that comes twice takes back stays so, though the request is refused
    const traded = await this.transactions.run(async (transaction) => {
      const given = await this.codes.find(code, transaction);
      if (given?.appId !== app.id || given.isExpired || given.isUsed || !fits(given, request))
        return this.spent(given, app, transaction);
      const [id, token] = await this.grants.give(given, app, transaction);
      await this.codes.use(code, id, transaction);
      return { access_token: token, token_type: 'Bearer' as const, scope: given.scopes.replaceAll(',', ' ') };
    });
    if (traded) return traded;
    throw refused(
      'invalid',
      'invalid_grant',
      'This code is unknown, used, too old, or was given for something else.',
      'code',
    );
  }

  async revoke({ token, ...credentials }: TokenRevocation): Promise<void> {
    const app = await this.identify(credentials);
    if (!token) throw refused('invalid', 'invalid_request', 'The token is missing.', 'token');
    const known = await this.grants.find(token);
    if (!known) return;
    if (known.appId !== app.id)
      throw refused('invalid', 'unauthorized_client', 'This token is not of this app.', 'token');
    await this.transactions.run(async (transaction) => {
      if (!(await this.grants.endToken(known.id, transaction))) return;
      await this.log.note(transaction, known.accountId, 'app.revoked', app.name);
    });
  }

  async list(_: Nothing, { user_id }: Actor): Promise<Authorizations> {
    return { results: await this.grants.list(user_id) };
  }

  async end({ id }: ById, { user_id }: Actor): Promise<void> {
    const app = await this.apps.find(knownId(id, 'authorization'));
    await this.transactions.run(async (transaction) => {
      if (!app || !(await this.grants.end(app.id, user_id, transaction))) throw notFound('authorization');
      await this.log.note(transaction, user_id, 'app.revoked', app.name);
    });
  }

  /** The app whose credentials these are (RFC 6749, 2.3). */
  private async identify({ client_id, client_secret }: AppCredentials): Promise<KnownApp> {
    const app = client_id && (await this.apps.find(client_id));
    const isRight = app && (app.secretHash ? matches(app.secretHash, client_secret) : !client_secret);
    if (isRight) return app;
    throw refused('unauthenticated', 'invalid_client', 'The client_id or the client_secret is wrong.', 'client_id');
  }

  /** A code that comes twice was stolen by one of the two (RFC 6749, 4.1.2). */
  private async spent(given: GivenCode | undefined, app: KnownApp, transaction: EntityManager): Promise<undefined> {
    if (given?.appId !== app.id || !given.tokenId) return;
    if (await this.grants.endToken(given.tokenId, transaction))
      await this.log.note(transaction, given.accountId, 'app.code_reused', app.name);
  }
}

const matches = (hash: Buffer, secret: string | undefined): boolean =>
  secret !== undefined && timingSafeEqual(hash, hashSecret(secret));

/** Where PKCE binds the code, the address need not come again (OAuth 2.1, 10.2); one that comes is the same. */
function fits({ redirectUri, challenge }: GivenCode, { redirect_uri: asked, code_verifier }: TokenRequest): boolean {
  const sameAddress = asked ? asked === redirectUri : redirectUri === null || challenge !== null;
  return sameAddress && provesChallenge(challenge, code_verifier);
}

const refused = (kind: FailureKind, reason: string, message: string, field: string): Failure =>
  new Failure(kind, `oauth.${reason}`, message, { field });

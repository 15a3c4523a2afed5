import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ClientAuth, Configuration, IDToken, UserInfoResponse } from 'openid-client';
import { Failure, invalid } from '#contracts/failure.js';
import { WEB_URL } from '../mail/mail-addressing.js';
import type { Sent } from './identity-questions.js';
import { IDENTITY_PROVIDERS, type ProviderSettings } from './provider-settings.js';

/** The package that knows OpenID Connect, loaded for the first who signs in with it. */
const openid = (): Promise<typeof import('openid-client')> => import('openid-client');

/** Seconds that a provider may take for an answer: less than a request has. */
const patience = 4;

/** Where providers send browsers back to; it has to be registered there. */
export const callbackPath = '/oidc';

/** Who a provider says that somebody is. */
export interface ProvenIdentity {
  provider: string;
  issuer: string;
  subject: string;
  name: string | null;
  email: string | null;
  /** Whether the provider says that it is theirs. */
  emailVerified: boolean;
}

/** Sends browsers to providers, and reads what those say of them: code, PKCE, state and nonce, with an ID token that is signed. */
@Injectable()
export class OpenIdProviders {
  private readonly logger = new Logger('OpenID');
  private readonly found = new Map<string, Promise<Configuration>>();
  private readonly callback: string;

  constructor(
    @Inject(IDENTITY_PROVIDERS) readonly all: ProviderSettings[],
    @Inject(WEB_URL) publicUrl: string,
  ) {
    this.callback = publicUrl + callbackPath;
  }

  nameOf(id: string): string {
    return this.all.find((each) => each.id === id)?.name ?? id;
  }

  /** Where to send a browser. `identity.provider_unknown` (invalid), `identity.provider_away` (unavailable). */
  async ask(id: string): Promise<Pick<Sent, 'state' | 'nonce' | 'verifier'> & { url: string }> {
    const [client, configuration] = await Promise.all([openid(), this.configurationOf(id)]);
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, state, nonce, verifier };
  }

  /** Who it is that came back; undefined when what they came back with is wrong. `identity.provider_away` (unavailable). */
  async read({ provider, state, nonce, verifier }: Sent, parameters: string): Promise<ProvenIdentity | undefined> {
    const [client, configuration] = await Promise.all([openid(), this.configurationOf(provider)]);
    try {
      const url = new URL(`${this.callback}?${parameters.replace(/^\?/, '')}`);
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      const tokens = await client.authorizationCodeGrant(configuration, url, checks);
      const claims = tokens.claims();
      if (!claims) return undefined;
      const told = claims.email ? claims : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return proven(provider, claims, told);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      this.logger.warn(`${provider} did not sign somebody in: ${message}`);
      if (error instanceof TypeError || code === 'OAUTH_TIMEOUT') throw away();
      return undefined;
    }
  }

  private async configurationOf(id: string): Promise<Configuration> {
    const settings = this.all.find((each) => each.id === id);
    if (!settings) throw invalid('identity.provider_unknown', 'provider', 'the id of one of the providers');
    const known = this.found.get(id) ?? this.discover(settings);
    this.found.set(id, known);
    try {
      return await known;
    } catch (error) {
      this.found.delete(id);
      this.logger.warn(`${id} was not found: ${(error as Error).message}`);
      throw away();
    }
  }

  private async discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
    const client = await openid();
    const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
    const either: ClientAuth = (server, ...rest) => {
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
    };
    const plain = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
    return client.discovery(new URL(issuer), clientId, undefined, either, {
      timeout: patience,
      execute: [...plain, client.enableNonRepudiationChecks],
    });
  }
}

function proven(
  provider: string,
  claims: IDToken,
  { email, email_verified, name }: IDToken | UserInfoResponse,
): ProvenIdentity {
  return {
    provider,
    issuer: claims.iss,
    subject: claims.sub,
    name: typeof name === 'string' ? name : null,
    email: typeof email === 'string' && /^[^\s@]{1,64}@[^\s@]{1,189}$/.test(email) ? email : null,
    emailVerified: email_verified === true,
  };
}

const away = (): Failure =>
  new Failure('unavailable', 'identity.provider_away', 'The system that you want to sign in with does not answer.');

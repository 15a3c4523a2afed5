import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { identityContract } from '#contracts/identity.contract.js';
import { type RunningService, startService } from '#testing/service.js';
import { followTo, startOpenIdProvider } from '../../../libs/testing/openid-provider.mjs';
import { userService } from '../src/user.service.js';
import { password } from './mail-fixture.js';

const PUBLIC_URL = 'http://todo.example:8000';
const redirectUri = `${PUBLIC_URL}/oidc`;
const client = { clientId: 'errand', clientSecret: 'a secret of theirs' };

export interface Claims {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** Somebody whom a provider knows, and nobody else. */
export const somebody = (email = `${randomUUID()}@example.org`): Claims => ({
  sub: randomUUID(),
  email,
  email_verified: true,
  name: 'Ada Lovelace',
});

/** The session that an access token is of. */
export function actorOf({ user, access_token }: SignedIn): Actor {
  const payload = Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString();
  return { user_id: user.id, session_id: (JSON.parse(payload) as { sid: string }).sid };
}

/** A provider that is there, and the settings by which the user service knows it and one that is away. */
export interface KnownProvider {
  provider: Awaited<ReturnType<typeof startOpenIdProvider>>;
  settings: Record<string, string>;
}

export async function aProvider(): Promise<KnownProvider> {
  const provider = await startOpenIdProvider({ ...client, redirectUri });
  const settings = {
    PUBLIC_URL,
    OIDC_PROVIDERS: 'corp,gone',
    OIDC_CORP_NAME: 'Our company',
    OIDC_CORP_ISSUER: provider.issuer,
    OIDC_CORP_CLIENT_ID: client.clientId,
    OIDC_CORP_CLIENT_SECRET: client.clientSecret,
    OIDC_GONE_ISSUER: 'http://127.0.0.1:1',
    OIDC_GONE_CLIENT_ID: 'errand',
    OIDC_GONE_CLIENT_SECRET: 'a secret',
  };
  return { provider, settings };
}

/** What a browser comes back with that is sent to the provider. */
export const goAndComeBack = (url: string): Promise<string> => followTo(url, redirectUri);

/** The user service with a provider that is there and one that is away, and browsers that go to it. */
export class IdentityFixture {
  private constructor(
    /** Where mails are written. */
    readonly folder: string,
    readonly provider: KnownProvider['provider'],
    readonly service: RunningService,
  ) {}

  static async start(): Promise<IdentityFixture> {
    const { provider, settings } = await aProvider();
    const folder = mkdtempSync(join(tmpdir(), 'errand-mail-'));
    const service = await startService(userService, { ...settings, MAIL_DIR: folder });
    return new IdentityFixture(folder, provider, service);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.provider.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get identities(): Client<typeof identityContract> {
    return this.service.client(identityContract);
  }

  /** What a browser comes back with that goes to the provider and back. */
  async visit(): Promise<{ secret: string; parameters: string }> {
    const { secret, url } = await this.identities.beginSigningIn({ provider: 'corp' });
    return { secret, parameters: await goAndComeBack(url) };
  }

  async signIn(): Promise<SignedIn> {
    return this.identities.signIn(await this.visit());
  }

  async link(actor: Actor, current_password = password): Promise<{ id: string }> {
    const { secret, url } = await this.identities.beginLinking({ provider: 'corp', current_password }, actor);
    return this.identities.link({ secret, parameters: await goAndComeBack(url) }, actor);
  }
}

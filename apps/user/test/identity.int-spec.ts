import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { accountContract, type SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { identityContract } from '#contracts/identity.contract.js';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { eventually } from '#testing/eventually.js';
import { mailsTo, type ReadMail } from '#testing/mail.js';
import { type RunningService, startService } from '#testing/service.js';
import { followTo, startOpenIdProvider } from '../../../libs/testing/openid-provider.mjs';
import { userService } from '../src/user.service.js';
import { password, registerAt } from './mail-fixture.js';

const PUBLIC_URL = 'http://todo.example:8000';
const redirectUri = `${PUBLIC_URL}/oidc`;

const folder = mkdtempSync(join(tmpdir(), 'errand-mail-'));
let provider: Awaited<ReturnType<typeof startOpenIdProvider>>;
let service: RunningService;
let identities: Client<typeof identityContract>;

beforeAll(async () => {
  provider = await startOpenIdProvider({ clientId: 'errand', clientSecret: 'a secret of theirs', redirectUri });
  service = await startService(userService, {
    PUBLIC_URL,
    MAIL_DIR: folder,
    OIDC_PROVIDERS: 'corp,gone',
    OIDC_CORP_NAME: 'Our company',
    OIDC_CORP_ISSUER: provider.issuer,
    OIDC_CORP_CLIENT_ID: 'errand',
    OIDC_CORP_CLIENT_SECRET: 'a secret of theirs',
    OIDC_GONE_ISSUER: 'http://127.0.0.1:1',
    OIDC_GONE_CLIENT_ID: 'errand',
    OIDC_GONE_CLIENT_SECRET: 'a secret',
  });
  identities = service.client(identityContract);
});
afterAll(async () => {
  await service.stop();
  await provider.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  provider.signedIn.as = somebody();
});

const somebody = (
  email = `${randomUUID()}@example.org`,
): { sub: string; email: string; email_verified: boolean; name: string } => ({
  sub: randomUUID(),
  email,
  email_verified: true,
  name: 'Ada Lovelace',
});

/** What a browser comes back with that goes to the provider and back. */
async function visit(): Promise<{ secret: string; parameters: string }> {
  const { secret, url } = await identities.beginSigningIn({ provider: 'corp' });
  return { secret, parameters: await followTo(url, redirectUri) };
}

const signIn = async (code?: string): Promise<SignedIn> =>
  identities.signIn({ ...(await visit()), ...(code ? { code } : {}) });

async function actorOf({ user, access_token }: SignedIn): Promise<Actor> {
  const { sid } = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
  return Promise.resolve({ user_id: user.id, session_id: sid });
}

async function link(actor: Actor, current_password = password): Promise<{ id: string }> {
  const { secret, url } = await identities.beginLinking({ provider: 'corp', current_password }, actor);
  return identities.link({ secret, parameters: await followTo(url, redirectUri) }, actor);
}

const refused = { code: 'identity.refused' };

/** Lets the ten minutes after signing in be over. */
const letGo = ({ session_id = '' }: Actor): Promise<unknown> =>
  service.dataSource.query(
    `UPDATE session SET created_at = created_at - INTERVAL 11 MINUTE WHERE id = UNHEX(REPLACE(?, '-', ''))`,
    [session_id],
  );

describe('somebody whom a provider knows', () => {
  it('gets an account with a confirmed address and no password, and comes back into it', async () => {
    const first = await signIn();
    expect(first.user).toMatchObject({
      email: provider.signedIn.as?.email,
      full_name: 'Ada Lovelace',
      email_verified: true,
      has_password: false,
    });
    provider.signedIn.as = { ...provider.signedIn.as!, email: `${randomUUID()}@example.org` };
    const again = await signIn();
    expect(again.user.id).toBe(first.user.id);
    const { results } = await identities.list({}, await actorOf(again));
    expect(results).toMatchObject([{ provider: 'corp', provider_name: 'Our company', email: first.user.email }]);
  });

  it('cannot be signed in to that account by a password', async () => {
    const { user } = await signIn();
    for (const guess of ['', 'null', password])
      await expect(service.client(sessionContract).login({ email: user.email, password: guess })).rejects.toMatchObject(
        { code: 'session.wrong_credentials' },
      );
  });

  it('does not get into an account that has the address, and is told how to', async () => {
    const { email, actor } = await registerAt(service);
    provider.signedIn.as = somebody(email.toUpperCase());
    await expect(signIn()).rejects.toMatchObject({ kind: 'conflict', code: 'identity.account_exists' });
    expect((await identities.list({}, actor)).results).toEqual([]);
  });

  it.each([
    ['no address', { email: undefined }],
    ['an address that is not confirmed', { email_verified: false }],
    ['an address that is none', { email: 'ada' }],
    ['an address that is too long', { email: `${'a'.repeat(300)}@example.org` }],
  ])('does not get an account with %s', async (_, claims) => {
    provider.signedIn.as = { ...somebody(), ...claims };
    await expect(signIn()).rejects.toMatchObject({ kind: 'forbidden', code: 'identity.email_unverified' });
  });

  it('is one, however many come at the same time', async () => {
    const answers = await Promise.allSettled([1, 2, 3].map(() => signIn()));
    const ids = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value.user.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect((await signIn()).user.id).toBe(ids[0]);
  });
});

describe('what a browser comes back with', () => {
  it('is good once', async () => {
    const answer = await visit();
    await identities.signIn(answer);
    await expect(identities.signIn(answer)).rejects.toMatchObject(refused);
  });

  it('is good for the browser that was sent, and for nobody else', async () => {
    const [theirs, own] = [await visit(), await visit()];
    await expect(identities.signIn({ ...own, parameters: theirs.parameters })).rejects.toMatchObject(refused);
    await expect(identities.signIn({ ...theirs, secret: 'made up' })).rejects.toMatchObject(refused);
    const { actor } = await registerAt(service);
    await expect(identities.link(await visit(), actor)).rejects.toMatchObject(refused);
  });

  it('is refused when anything in it was changed', async () => {
    for (const [name, value] of [
      ['code', 'made up'],
      ['state', 'made up'],
      ['iss', 'http://127.0.0.1:1'],
    ] as const) {
      const { secret, parameters } = await visit();
      const changed = new URLSearchParams(parameters);
      changed.set(name, value);
      await expect(identities.signIn({ secret, parameters: changed.toString() })).rejects.toMatchObject(refused);
    }
    for (const parameters of ['', '?', '%', 'error=access_denied'])
      await expect(identities.signIn({ ...(await visit()), parameters })).rejects.toMatchObject(refused);
  });

  it('says so when nobody was signed in there', async () => {
    provider.signedIn.as = null;
    await expect(signIn()).rejects.toMatchObject({ kind: 'unauthenticated', ...refused });
  });
});

describe('a provider', () => {
  it('is listed with its name, and its secret is not', async () => {
    const listed = await identities.providers({});
    expect(listed.results).toEqual([
      { id: 'corp', name: 'Our company' },
      { id: 'gone', name: 'gone' },
    ]);
  });

  it('that is away, or that there is not, keeps nobody waiting', async () => {
    await expect(identities.beginSigningIn({ provider: 'gone' })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'identity.provider_away',
    });
    await expect(identities.beginSigningIn({ provider: 'other' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'identity.provider_unknown',
    });
  });
});

describe('an identity', () => {
  it('is linked by who is signed in to the account and there, and then opens it', async () => {
    const holder = await registerAt(service);
    await expect(link(holder.actor, 'wrong')).rejects.toMatchObject({ code: 'account.wrong_password' });
    const { id } = await link(holder.actor);
    expect((await signIn()).user.id).toBe(holder.user.id);
    const stranger = await registerAt(service);
    await expect(link(stranger.actor)).rejects.toMatchObject({ kind: 'conflict', code: 'identity.linked' });
    const notFound = { code: 'identity.not_found' };
    await expect(identities.unlink({ id, current_password: password }, stranger.actor)).rejects.toMatchObject(notFound);
    await identities.unlink({ id, current_password: password }, holder.actor);
    const { results } = await service.client(securityContract).list({}, holder.actor);
    expect(results.slice(0, 4).map(({ act }) => act)).toEqual([
      'identity.unlinked',
      'session.started',
      'identity.linked',
      'session.started',
    ]);
    expect((await signIn()).user.id).not.toBe(holder.user.id);
  });

  it('stays when nothing else opens the account', async () => {
    const signedIn = await signIn();
    const actor = await actorOf(signedIn);
    const [own] = (await identities.list({}, actor)).results;
    const unlink = { id: own?.id ?? '', current_password: '' };
    await expect(identities.unlink(unlink, actor)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'account.last_way_in',
    });
    expect((await signIn()).user.id).toBe(signedIn.user.id);

    provider.signedIn.as = somebody();
    const { id } = await link(actor, '');
    const both = await Promise.allSettled([
      identities.unlink(unlink, actor),
      identities.unlink({ ...unlink, id }, actor),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not replace the second factor', async () => {
    const holder = await registerAt(service);
    await link(holder.actor);
    const factors = service.client(secondFactorContract);
    const { secret } = await factors.begin({ current_password: password }, holder.actor);
    const codeAt = (steps: number): string =>
      TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
    const { recovery_codes } = await factors.confirm({ code: codeAt(0) }, holder.actor);
    const answer = await visit();
    await expect(identities.signIn(answer)).rejects.toMatchObject({ code: 'session.code_required' });
    await expect(identities.signIn({ ...answer, code: '000000' })).rejects.toMatchObject({
      code: 'session.wrong_code',
    });
    const { user } = await identities.signIn({ ...answer, code: recovery_codes[0] });
    expect(user.id).toBe(holder.user.id);
    await expect(identities.signIn({ ...answer, code: recovery_codes[1] })).rejects.toMatchObject(refused);
  });
});

describe('an account without a password', () => {
  it('is changed by who signed in within ten minutes', async () => {
    const actor = await actorOf(await signIn());
    const old = await actorOf(await signIn());
    await letGo(old);
    const credentials = service.client(credentialContract);
    const change = { current_password: '', new_password: 'a quite different phrase' };
    const again = { kind: 'forbidden', code: 'account.sign_in_again' };
    await expect(credentials.changePassword(change, old)).rejects.toMatchObject(again);
    await expect(credentials.changePassword(change, { user_id: old.user_id })).rejects.toMatchObject(again);
    await credentials.changePassword(change, actor);
    const { user } = await service.client(sessionContract).login({
      email: (await service.client(accountContract).get({}, actor)).email,
      password: change.new_password,
    });
    expect(user).toMatchObject({ id: actor.user_id, has_password: true });
    await expect(credentials.changePassword(change, actor)).rejects.toMatchObject({ code: 'account.wrong_password' });
  });

  it('can be deleted', async () => {
    const actor = await actorOf(await signIn());
    await service.client(accountContract).delete({ current_password: '' }, actor);
    await expect(service.client(accountContract).get({}, actor)).rejects.toMatchObject({ code: 'account.not_found' });
  });
});

describe('whoever registers with somebody else’s address', () => {
  it('is out with all that they left, once its holder sets a password by mail', async () => {
    const [credentials, tokens] = [service.client(credentialContract), service.client(tokenContract)];
    const { actor, email, user } = await registerAt(service);
    const mails = (): ReadMail[] => mailsTo(folder, email).filter(({ subject }) => subject.includes('new password'));
    const reset = async (times: number): Promise<void> => {
      await credentials.requestReset({ email });
      await eventually(() => expect(mails()).toHaveLength(times));
      await credentials.resetPassword({ token: mails().at(-1)?.token ?? '', new_password: `${password} of mine` });
    };
    await link(actor);
    const { token: left } = await tokens.create({ name: 'left' }, actor);
    await reset(1);
    await expect(tokens.authenticate({ token: left })).rejects.toMatchObject({ code: 'token.unknown' });
    expect((await identities.list({}, actor)).results).toEqual([]);
    expect((await signIn()).user.id).not.toBe(user.id);

    const { token: own } = await tokens.create({ name: 'own' }, actor);
    await reset(2);
    expect((await tokens.authenticate({ token: own })).actor.user_id).toBe(user.id);
  });
});

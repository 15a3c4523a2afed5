import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sessionContract } from '#contracts/session.contract.js';
import { actorOf, IdentityFixture, somebody } from './identity-fixture.js';
import { password, registerAt } from './mail-fixture.js';

let fixture: IdentityFixture;

beforeAll(async () => void (fixture = await IdentityFixture.start()));
afterAll(() => fixture.stop());
beforeEach(() => {
  fixture.provider.signedIn.as = somebody();
});

const refused = { code: 'identity.refused' };

describe('somebody whom a provider knows', () => {
  it('gets an account with a confirmed address and no password, and comes back into it', async () => {
    const first = await fixture.signIn();
    expect(first.user).toMatchObject({
      email: fixture.provider.signedIn.as?.email,
      full_name: 'Ada Lovelace',
      email_verified: true,
      has_password: false,
    });
    fixture.provider.signedIn.as = { ...fixture.provider.signedIn.as!, email: `${randomUUID()}@example.org` };
    const again = await fixture.signIn();
    expect(again.user.id).toBe(first.user.id);
    const { results } = await fixture.identities.list({}, actorOf(again));
    expect(results).toMatchObject([{ provider: 'corp', provider_name: 'Our company', email: first.user.email }]);
  });

  it('has as much of a name as there is room for', async () => {
    fixture.provider.signedIn.as = { ...somebody(), name: '🦔'.repeat(300) };
    expect((await fixture.signIn()).user.full_name).toBe('🦔'.repeat(255));
  });

  it('cannot be signed in to that account by a password', async () => {
    const { user } = await fixture.signIn();
    for (const guess of ['', 'null', password])
      await expect(
        fixture.service.client(sessionContract).login({ email: user.email, password: guess }),
      ).rejects.toMatchObject({ code: 'session.wrong_credentials' });
  });

  it('does not get into an account that has the address, and is told how to', async () => {
    const { email, actor } = await registerAt(fixture.service);
    fixture.provider.signedIn.as = somebody(email.toUpperCase());
    await expect(fixture.signIn()).rejects.toMatchObject({ kind: 'conflict', code: 'identity.account_exists' });
    expect((await fixture.identities.list({}, actor)).results).toEqual([]);
  });

  it.each([
    ['no address', { email: undefined }],
    ['an address that is not confirmed', { email_verified: false }],
    ['an address that is none', { email: 'ada' }],
    ['an address that is too long', { email: `${'a'.repeat(300)}@example.org` }],
  ])('does not get an account with %s', async (_, claims) => {
    fixture.provider.signedIn.as = { ...somebody(), ...claims };
    await expect(fixture.signIn()).rejects.toMatchObject({ kind: 'forbidden', code: 'identity.email_unverified' });
  });

  it('gets no account while registration is closed, and comes back into one that was there', async () => {
    const { user } = await fixture.signIn();
    const known = fixture.provider.signedIn.as;
    const set = (open: boolean): Promise<unknown> =>
      fixture.service.dataSource.query('UPDATE installation SET registration_open = ?', [open]);
    await set(false);
    try {
      fixture.provider.signedIn.as = somebody();
      await expect(fixture.signIn()).rejects.toMatchObject({ kind: 'forbidden', code: 'registration.closed' });
      fixture.provider.signedIn.as = known;
      expect((await fixture.signIn()).user.id).toBe(user.id);
    } finally {
      await set(true);
    }
  });

  it('is one, however many come at the same time', async () => {
    const answers = await Promise.allSettled([1, 2, 3].map(() => fixture.signIn()));
    const ids = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value.user.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect((await fixture.signIn()).user.id).toBe(ids[0]);
  });
});

describe('what a browser comes back with', () => {
  it('is good once', async () => {
    const answer = await fixture.visit();
    await fixture.identities.signIn(answer);
    await expect(fixture.identities.signIn(answer)).rejects.toMatchObject(refused);
  });

  it('is good for the browser that was sent, and for nobody else', async () => {
    const [theirs, own] = [await fixture.visit(), await fixture.visit()];
    await expect(fixture.identities.signIn({ ...own, parameters: theirs.parameters })).rejects.toMatchObject(refused);
    await expect(fixture.identities.signIn({ ...theirs, secret: 'made up' })).rejects.toMatchObject(refused);
    const { actor } = await registerAt(fixture.service);
    await expect(fixture.identities.link(await fixture.visit(), actor)).rejects.toMatchObject(refused);
  });

  it('is refused when anything in it was changed', async () => {
    for (const [name, value] of [
      ['code', 'made up'],
      ['state', 'made up'],
      ['iss', 'http://127.0.0.1:1'],
    ] as const) {
      const { secret, parameters } = await fixture.visit();
      const changed = new URLSearchParams(parameters);
      changed.set(name, value);
      await expect(fixture.identities.signIn({ secret, parameters: changed.toString() })).rejects.toMatchObject(
        refused,
      );
    }
    for (const parameters of ['', '?', '%', 'error=access_denied'])
      await expect(fixture.identities.signIn({ ...(await fixture.visit()), parameters })).rejects.toMatchObject(
        refused,
      );
  });

  it('says so when nobody was signed in there', async () => {
    fixture.provider.signedIn.as = null;
    await expect(fixture.signIn()).rejects.toMatchObject({ kind: 'unauthenticated', ...refused });
  });
});

describe('a provider', () => {
  it('is listed with its name, and its secret is not', async () => {
    const listed = await fixture.identities.providers({});
    expect(listed.results).toEqual([
      { id: 'corp', name: 'Our company' },
      { id: 'gone', name: 'gone' },
    ]);
  });

  it('that is away, or that there is not, keeps nobody waiting', async () => {
    await expect(fixture.identities.beginSigningIn({ provider: 'gone' })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'identity.provider_away',
    });
    await expect(fixture.identities.beginSigningIn({ provider: 'other' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'identity.provider_unknown',
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { accountContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { eventually } from '#testing/eventually.js';
import { mailsTo, type ReadMail } from '#testing/mail.js';
import { actorOf, IdentityFixture, somebody } from './identity-fixture.js';
import { password, registerAt } from './mail-fixture.js';

let fixture: IdentityFixture;

beforeAll(async () => void (fixture = await IdentityFixture.start()));
afterAll(() => fixture.stop());
beforeEach(() => {
  fixture.provider.signedIn.as = somebody();
});

const refused = { code: 'identity.refused' };

/** Lets the ten minutes after signing in be over. */
const letGo = ({ session_id = '' }: Actor): Promise<unknown> =>
  fixture.service.dataSource.query(
    `UPDATE session SET created_at = created_at - INTERVAL 11 MINUTE WHERE id = UNHEX(REPLACE(?, '-', ''))`,
    [session_id],
  );

describe('an identity', () => {
  it('is linked by who is signed in to the account and there, and then opens it', async () => {
    const holder = await registerAt(fixture.service);
    await expect(fixture.link(holder.actor, 'wrong')).rejects.toMatchObject({ code: 'account.wrong_password' });
    const { id } = await fixture.link(holder.actor);
    expect((await fixture.signIn()).user.id).toBe(holder.user.id);
    const stranger = await registerAt(fixture.service);
    await expect(fixture.link(stranger.actor)).rejects.toMatchObject({ kind: 'conflict', code: 'identity.linked' });
    const notFound = { code: 'identity.not_found' };
    await expect(fixture.identities.unlink({ id, current_password: password }, stranger.actor)).rejects.toMatchObject(
      notFound,
    );
    await fixture.identities.unlink({ id, current_password: password }, holder.actor);
    const { results } = await fixture.service.client(securityContract).list({}, holder.actor);
    expect(results.slice(0, 4).map(({ act }) => act)).toEqual([
      'identity.unlinked',
      'session.started',
      'identity.linked',
      'session.started',
    ]);
    expect((await fixture.signIn()).user.id).not.toBe(holder.user.id);
  });

  it('stays when nothing else opens the account', async () => {
    const signedIn = await fixture.signIn();
    const actor = actorOf(signedIn);
    const [own] = (await fixture.identities.list({}, actor)).results;
    const unlink = { id: own?.id ?? '', current_password: '' };
    await expect(fixture.identities.unlink(unlink, actor)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'account.last_way_in',
    });
    expect((await fixture.signIn()).user.id).toBe(signedIn.user.id);

    fixture.provider.signedIn.as = somebody();
    const { id } = await fixture.link(actor, '');
    const both = await Promise.allSettled([
      fixture.identities.unlink(unlink, actor),
      fixture.identities.unlink({ ...unlink, id }, actor),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not replace the second factor', async () => {
    const holder = await registerAt(fixture.service);
    await fixture.link(holder.actor);
    const factors = fixture.service.client(secondFactorContract);
    const { secret } = await factors.begin({ current_password: password }, holder.actor);
    const codeAt = (steps: number): string =>
      TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
    const { recovery_codes } = await factors.confirm({ code: codeAt(0) }, holder.actor);
    const answer = await fixture.visit();
    await expect(fixture.identities.signIn(answer)).rejects.toMatchObject({ code: 'session.code_required' });
    await expect(fixture.identities.signIn({ ...answer, code: '000000' })).rejects.toMatchObject({
      code: 'session.wrong_code',
    });
    const { user } = await fixture.identities.signIn({ ...answer, code: recovery_codes[0] });
    expect(user.id).toBe(holder.user.id);
    await expect(fixture.identities.signIn({ ...answer, code: recovery_codes[1] })).rejects.toMatchObject(refused);
  });
});

describe('an account without a password', () => {
  it('is changed by who signed in within ten minutes', async () => {
    const actor = actorOf(await fixture.signIn());
    const old = actorOf(await fixture.signIn());
    await letGo(old);
    const credentials = fixture.service.client(credentialContract);
    const change = { current_password: '', new_password: 'a quite different phrase' };
    const again = { kind: 'forbidden', code: 'account.sign_in_again' };
    await expect(credentials.changePassword(change, old)).rejects.toMatchObject(again);
    await expect(credentials.changePassword(change, { user_id: old.user_id })).rejects.toMatchObject(again);
    await credentials.changePassword(change, actor);
    const { user } = await fixture.service.client(sessionContract).login({
      email: (await fixture.service.client(accountContract).get({}, actor)).email,
      password: change.new_password,
    });
    expect(user).toMatchObject({ id: actor.user_id, has_password: true });
    await expect(credentials.changePassword(change, actor)).rejects.toMatchObject({ code: 'account.wrong_password' });
  });

  it('can be deleted', async () => {
    const actor = actorOf(await fixture.signIn());
    await fixture.service.client(accountContract).delete({ current_password: '' }, actor);
    await expect(fixture.service.client(accountContract).get({}, actor)).rejects.toMatchObject({
      code: 'account.not_found',
    });
  });
});

describe('whoever registers with somebody else’s address', () => {
  it('is out with all that they left, once its holder sets a password by mail', async () => {
    const [credentials, tokens] = [fixture.service.client(credentialContract), fixture.service.client(tokenContract)];
    const { actor, email, user } = await registerAt(fixture.service);
    const mails = (): ReadMail[] =>
      mailsTo(fixture.folder, email).filter(({ subject }) => subject.includes('new password'));
    const reset = async (times: number): Promise<void> => {
      await credentials.requestReset({ email });
      await eventually(() => expect(mails()).toHaveLength(times));
      await credentials.resetPassword({ token: mails().at(-1)?.token ?? '', new_password: `${password} of mine` });
    };
    await fixture.link(actor);
    const { token: left } = await tokens.create({ name: 'left' }, actor);
    await reset(1);
    await expect(tokens.authenticate({ token: left })).rejects.toMatchObject({ code: 'token.unknown' });
    expect((await fixture.identities.list({}, actor)).results).toEqual([]);
    expect((await fixture.signIn()).user.id).not.toBe(user.id);

    const { token: own } = await tokens.create({ name: 'own' }, actor);
    await reset(2);
    expect((await tokens.authenticate({ token: own })).actor.user_id).toBe(user.id);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountContract } from '#contracts/account.contract.js';
import type { Client } from '#contracts/contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { eventually } from '#testing/eventually.js';
import { mailAbout, mailsTo } from '#testing/mail.js';
import { password, registerAt, startWithMail } from './mail-fixture.js';

let user: Awaited<ReturnType<typeof startWithMail>>;
let credentials: Client<typeof credentialContract>;
let sessions: Client<typeof sessionContract>;

beforeAll(async () => {
  user = await startWithMail();
  credentials = user.client(credentialContract);
  sessions = user.client(sessionContract);
});
afterAll(() => user.stop());

const register = (): ReturnType<typeof registerAt> => registerAt(user);
const another = 'a quite different phrase';
const invalidLink = { kind: 'invalid', code: 'link.invalid', details: { field: 'token' } };
const tokenAbout = async (email: string, words: string): Promise<string> =>
  (await mailAbout(user.folder, email, words)).token ?? '';
/** Until no mail to these addresses waits any more. */
const untilSent = (...addresses: string[]): Promise<void> =>
  eventually(async () => {
    const sql = 'SELECT kind FROM mail WHERE recipient IN (?)';
    expect(await user.dataSource.query(sql, [addresses])).toEqual([]);
  });
const resetToken = async (email: string): Promise<string> => {
  await credentials.requestReset({ email });
  return tokenAbout(email, 'new password');
};

describe('a new password by mail', () => {
  it('opens the account, closes every session and the old password, and is told of', async () => {
    const { email, refresh_token, actor } = await register();
    const token = await resetToken(email.toUpperCase());
    await credentials.resetPassword({ token, new_password: another });
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    await expect(sessions.login({ email, password })).rejects.toMatchObject({ kind: 'unauthenticated' });
    const { user: view } = await sessions.login({ email, password: another });
    expect(view.email_verified).toBe(true);
    await mailAbout(user.folder, email, 'was changed');
    const { results } = await user.client(securityContract).list({}, actor);
    expect(results.map(({ act }) => act)).toContain('password.reset');
  });

  it('is set once by each link, however many try at the same time, and by the newest links at most', async () => {
    const { email } = await register();
    const token = await resetToken(email);
    await credentials.requestReset({ email });
    await eventually(() => expect(mailsTo(user.folder, email).filter(isReset)).toHaveLength(2));
    const tries = await Promise.allSettled(
      [1, 2, 3].map((each) => credentials.resetPassword({ token, new_password: `${another} ${each}` })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { token: each } of mailsTo(user.folder, email).filter(isReset)) {
      await expect(credentials.resetPassword({ token: each!, new_password: another })).rejects.toMatchObject(
        invalidLink,
      );
    }
  });

  it('is not set by a link that is too old, made up, or for something else', async () => {
    const { email } = await register();
    const token = await resetToken(email);
    const welcome = await tokenAbout(email, 'your address');
    await user.dataSource.query(
      "UPDATE mail_link SET expires_at = UTC_TIMESTAMP(3) WHERE purpose = 'reset' AND email = ?",
      [email],
    );
    for (const each of [token, welcome, 'made up', '']) {
      await expect(credentials.resetPassword({ token: each, new_password: another })).rejects.toMatchObject(
        invalidLink,
      );
    }
    await sessions.login({ email, password });
  });

  it('is kept as a hash until then, and nothing is sent where there is no account', async () => {
    const { email } = await register();
    await credentials.requestReset({ email: 'nobody@example.org' });
    const token = await resetToken(email);
    const rows = await user.dataSource.query<object[]>('SELECT * FROM mail_link WHERE email = ?', [email]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(token);
    await untilSent(email, 'nobody@example.org');
    expect(mailsTo(user.folder, 'nobody@example.org')).toEqual([]);
  });
});

describe('a changed password', () => {
  it('takes the old one, and ends the other sessions', async () => {
    const { email, refresh_token, actor } = await register();
    const refused = { kind: 'forbidden', code: 'account.wrong_password' };
    const wrong = { current_password: 'wrong', new_password: another };
    await expect(credentials.changePassword(wrong, actor)).rejects.toMatchObject(refused);
    const other = await sessions.login({ email, password });
    const [newest] = (await sessions.list({}, actor)).results;
    const within = { ...actor, session_id: newest.id };
    await credentials.changePassword({ current_password: password, new_password: another }, within);
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    expect(await sessions.refresh(other)).toHaveProperty('access_token');
    await sessions.login({ email, password: another });
  });
});

describe('an address', () => {
  it('is confirmed by the link in the first mail, once', async () => {
    const { email, actor, user: view } = await register();
    expect(view.email_verified).toBe(false);
    const token = await tokenAbout(email, 'your address');
    await credentials.confirmEmail({ token });
    expect((await user.client(accountContract).get({}, actor)).email_verified).toBe(true);
    await expect(credentials.confirmEmail({ token })).rejects.toMatchObject(invalidLink);
    await credentials.requestVerification({}, actor);
    await untilSent(email);
    expect(mailsTo(user.folder, email)).toHaveLength(1);
  });

  it('is changed once the mail to the new one is answered, and the old one is told', async () => {
    const { email, actor } = await register();
    const newEmail = `new-${email}`;
    await credentials.requestEmailChange({ current_password: password, new_email: newEmail.toUpperCase() }, actor);
    const token = await tokenAbout(newEmail, 'new address');
    await sessions.login({ email, password });
    await credentials.confirmEmail({ token });
    expect((await sessions.login({ email: newEmail, password })).user).toMatchObject({
      email: newEmail,
      email_verified: true,
    });
    await expect(sessions.login({ email, password })).rejects.toMatchObject({ kind: 'unauthenticated' });
    await mailAbout(user.folder, email, 'another address');
    const wrong = { current_password: 'wrong', new_email: email };
    await expect(credentials.requestEmailChange(wrong, actor)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('that is somebody else’s is not taken, and who asked is not told so', async () => {
    const [holder, other] = await Promise.all([register(), register()]);
    const change = { current_password: password, new_email: holder.email };
    expect(await credentials.requestEmailChange(change, other.actor)).toBeNull();
    expect((await mailAbout(user.folder, holder.email, 'have an Errand account')).token).toBeUndefined();
  });

  it('that was taken meanwhile is refused like any link that is too late', async () => {
    const { actor, email } = await register();
    const wanted = `wanted-${email}`;
    await credentials.requestEmailChange({ current_password: password, new_email: wanted }, actor);
    const token = await tokenAbout(wanted, 'new address');
    await user.client(accountContract).register({ email: wanted, password, full_name: 'Faster' });
    await expect(credentials.confirmEmail({ token })).rejects.toMatchObject(invalidLink);
  });
});

const isReset = ({ subject }: { subject: string }): boolean => subject.includes('new password');

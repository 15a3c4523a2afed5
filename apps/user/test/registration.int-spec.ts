import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountContract, type RegisterAccount } from '#contracts/account.contract.js';
import { adminContract } from '#contracts/admin.contract.js';
import type { Client } from '#contracts/contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { registrationContract } from '#contracts/registration.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { mailAbout } from '#testing/mail.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

/** Whom the environment makes an administrator. */
const named = `${randomUUID()}@example.org`;
let user: RunningService;
let folder: string;
let registrations: Client<typeof registrationContract>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'errand-mail-'));
  const settings = { MAIL_DIR: folder, REGISTRATION: 'by_mail', ADMIN_EMAILS: `nobody@example.org, ${named}` };
  user = await startService(userService, settings);
  registrations = user.client(registrationContract);
});
afterAll(async () => {
  await user.stop();
  rmSync(folder, { recursive: true, force: true });
});

const password = 'correct horse battery';
const anAddress = (): string => `${randomUUID()}@example.org`;
const sent = { signed_in: null };
const invalidLink = { kind: 'invalid', code: 'link.invalid' };
const wanted = (email: string, word = password): RegisterAccount => ({ email, password: word, full_name: 'Sam Doe' });
const tokenFor = async (email: string): Promise<string> =>
  (await mailAbout(folder, email, 'Open your Errand account')).token ?? '';

describe('an administrator whom the environment names', () => {
  it('is one from the moment that the address is confirmed', async () => {
    // The first account of all would be one already, named or not.
    await user.client(accountContract).register(wanted(anAddress()));
    const { user: view } = await user.client(accountContract).register(wanted(named));
    expect(view.is_administrator).toBe(false);
    const actor = { user_id: view.id };
    await expect(user.client(adminContract).check({}, actor)).rejects.toMatchObject({ code: 'admin.required' });
    const { token = '' } = await mailAbout(folder, named, 'Is this your address');
    await user.client(credentialContract).confirmEmail({ token });
    await user.client(adminContract).check({}, actor);
    const { results } = await user.client(adminContract).audit({ account_id: view.id, limit: 1 }, actor);
    expect(results).toMatchObject([{ act: 'administrator.named', via: 'environment', email: named }]);
  });
});

describe('registering by mail', () => {
  it('opens the account, its address confirmed, once the link is followed, and once', async () => {
    const email = anAddress();
    expect(await registrations.request(wanted(email))).toEqual(sent);
    const login = { email, password };
    const sessions = user.client(sessionContract);
    await expect(sessions.login(login)).rejects.toMatchObject({ code: 'session.wrong_credentials' });
    const token = await tokenFor(email);
    await expect(registrations.confirm({ token, password: 'not chosen' })).rejects.toMatchObject({
      code: 'account.wrong_password',
      details: { field: 'password' },
    });
    const signedIn = await registrations.confirm({ token, password });
    expect(signedIn.user).toMatchObject({ email, full_name: 'Sam Doe', email_verified: true });
    await sessions.login(login);
    await expect(registrations.confirm({ token, password })).rejects.toMatchObject(invalidLink);
  });

  it('answers the same where there is an account, whose holder is told', async () => {
    const email = anAddress();
    await user.client(accountContract).register(wanted(email));
    expect(await registrations.request(wanted(email.toUpperCase(), 'something quite else'))).toEqual(sent);
    const mail = await mailAbout(folder, email, 'You have an Errand account already');
    expect([mail.token, mail.text]).toEqual([undefined, expect.stringContaining('wanted to open an Errand account')]);
    await expect(user.client(sessionContract).login({ email, password: 'something quite else' })).rejects.toMatchObject(
      { code: 'session.wrong_credentials' },
    );
  });

  it('opens nothing that a stranger wanted with somebody’s address', async () => {
    const email = anAddress();
    await registrations.request(wanted(email, 'what a stranger chose'));
    const token = await tokenFor(email);
    await expect(registrations.confirm({ token, password })).rejects.toMatchObject({ code: 'account.wrong_password' });
    await expect(registrations.confirm({ token: 'guessed', password })).rejects.toMatchObject(invalidLink);
  });

  it('refuses a common password without saying more', async () => {
    await expect(registrations.request(wanted(anAddress(), 'password1'))).rejects.toMatchObject({
      code: 'password.common',
    });
  });
});

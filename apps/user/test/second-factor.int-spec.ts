import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { mailAbout } from '#testing/mail.js';
import { password, registerAt, startWithMail } from './mail-fixture.js';

let user: Awaited<ReturnType<typeof startWithMail>>;
let factors: Client<typeof secondFactorContract>;

beforeAll(async () => {
  user = await startWithMail();
  factors = user.client(secondFactorContract);
});
afterAll(() => user.stop());

const current_password = password;
/** The code of an app some steps of half a minute from now. */
const codeOf = (secret: string, steps = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
const login = (email: string, code?: string): Promise<SignedIn> =>
  user.client(sessionContract).login({ email, password, ...(code ? { code } : {}) });
const wrongCode = { kind: 'unauthenticated', code: 'session.wrong_code', details: { field: 'code' } };

interface Enrolled {
  email: string;
  actor: Actor;
  secret: string;
  recovery_codes: string[];
}

/** Somebody whose app made the code of the step before this one. */
async function enrolled(): Promise<Enrolled> {
  const { email, actor } = await registerAt(user);
  const { secret } = await factors.begin({ current_password }, actor);
  const { recovery_codes } = await factors.confirm({ code: codeOf(secret, -1) }, actor);
  return { email, actor, secret, recovery_codes };
}

describe('a second factor', () => {
  it('counts once a code of it was confirmed, and is asked for after the password only', async () => {
    const { email, actor } = await registerAt(user);
    await expect(factors.begin({ current_password: 'wrong' }, actor)).rejects.toMatchObject({ kind: 'forbidden' });
    const { secret, uri } = await factors.begin({ current_password }, actor);
    expect(uri).toContain(`secret=${secret}`);
    await login(email);
    await expect(factors.confirm({ code: '000000' }, actor)).rejects.toMatchObject({
      code: 'second_factor.wrong_code',
    });
    await factors.confirm({ code: codeOf(secret, -1) }, actor);
    expect(await factors.get({}, actor)).toMatchObject({ enabled: true, recovery_codes_left: 10 });
    await expect(login(email)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'session.code_required' });
    const { login: attempt } = user.client(sessionContract);
    await expect(attempt({ email, password: 'wrong', code: codeOf(secret) })).rejects.toMatchObject({
      code: 'session.wrong_credentials',
    });
    await login(email, codeOf(secret));
    await expect(factors.begin({ current_password }, actor)).rejects.toMatchObject({ code: 'second_factor.enabled' });
  });

  it('takes a code once, however many come with it at the same time', async () => {
    const { email, secret } = await enrolled();
    const code = codeOf(secret);
    const tries = await Promise.allSettled([login(email, code), login(email, code), login(email, code)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(login(email, code)).rejects.toMatchObject(wrongCode);
    await expect(login(email, codeOf(secret, -1))).rejects.toMatchObject(wrongCode);
  });

  it('is opened by each recovery code once, as it is written or without its dashes', async () => {
    const { email, actor, recovery_codes } = await enrolled();
    const [first = '', second = ''] = recovery_codes;
    await login(email, first);
    await expect(login(email, first)).rejects.toMatchObject(wrongCode);
    await login(email, second.replaceAll('-', '').toUpperCase());
    expect(await factors.get({}, actor)).toMatchObject({ recovery_codes_left: 8 });
    const renewed = await factors.renewCodes({ current_password }, actor);
    await expect(login(email, recovery_codes[2])).rejects.toMatchObject(wrongCode);
    await login(email, renewed.recovery_codes[0]);
  });

  it('is not guessed: after some wrong codes one has to wait, wherever one is', async () => {
    const { email, actor, secret } = await enrolled();
    const byAddress = 'DELETE FROM attempt WHERE bucket = UNHEX(SHA2(?, 256))';
    for (let time = 0; time < 16; time++) {
      await login(email, '000000').catch(() => undefined);
      // as if each came from another address
      await user.dataSource.query(byAddress, [`sign-in ${email} from `]);
    }
    // the wait that there is, long enough for a slow machine
    const longer = `UPDATE attempt SET blocked_until = blocked_until + INTERVAL 1 HOUR
      WHERE bucket = UNHEX(SHA2(?, 256)) AND blocked_until > last_at`;
    expect(await user.dataSource.query(longer, [`holder ${actor.user_id}`])).toMatchObject({ affectedRows: 1 });
    await expect(login(email, codeOf(secret))).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
    await expect(factors.disable({ current_password, code: codeOf(secret) }, actor)).rejects.toMatchObject({
      code: 'auth.too_many_attempts',
    });
  });

  it('is in the database neither as it is nor as what could be tried out', async () => {
    const { actor, secret, recovery_codes } = await enrolled();
    const of = "account_id = UNHEX(REPLACE(?, '-', ''))";
    const rows = await Promise.all(
      ['totp', 'recovery_code'].map((table) =>
        user.dataSource.query<{ sealed?: Buffer }[]>(`SELECT * FROM ${table} WHERE ${of}`, [actor.user_id]),
      ),
    );
    const bytes = rows
      .flat()
      .flatMap((row) => Object.values(row))
      .filter((each) => Buffer.isBuffer(each))
      .map((each) => each.toString('latin1'));
    expect(bytes.length).toBeGreaterThan(10);
    for (const each of [secret, ...recovery_codes]) expect(bytes.join()).not.toContain(each);
  });

  it('goes with the password and a code, which its holder is told by mail and in the log', async () => {
    const { email, actor, secret } = await enrolled();
    await expect(factors.disable({ current_password, code: '000000' }, actor)).rejects.toMatchObject({
      code: 'second_factor.wrong_code',
    });
    await factors.disable({ current_password, code: codeOf(secret) }, actor);
    await login(email);
    await mailAbout(user.folder, email, 'no code any more');
    const { results } = await user.client(securityContract).list({}, actor);
    expect(results.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['second_factor.disabled', 'second_factor.enabled']),
    );
    await expect(factors.renewCodes({ current_password }, actor)).rejects.toMatchObject({
      code: 'second_factor.disabled',
    });
  });
});

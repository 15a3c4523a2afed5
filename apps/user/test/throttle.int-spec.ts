import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '#contracts/account.contract.js';
import { accountContract } from '#contracts/account.contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { networkOf } from '#service/network.js';
import { inTrace } from '#service/trace.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';
import { password, registerAt } from './mail-fixture.js';

let replicas: RunningService[];

beforeAll(async () => {
  replicas = await Promise.all([startService(userService), startService(userService)]);
});
afterAll(() => Promise.all(replicas.map((replica) => replica.stop())));

const from = <T>(address: string, work: () => T): T =>
  inTrace({ traceId: randomUUID().replaceAll('-', ''), client: { address, device: 'Chrome' } }, work);
const anAddress = (): string => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
const login = (email: string, word: string, address: string, replica = replicas[0]): Promise<SignedIn> =>
  from(address, () => replica.client(sessionContract).login({ email, password: word }));
const register = async (address: string): Promise<string> => (await from(address, () => registerAt(replicas[0]))).email;
const tooMany = {
  kind: 'rate_limited',
  code: 'auth.too_many_attempts',
  details: { retry_after: expect.any(Number) as unknown },
};

/** Lets the wait of one bucket end in some seconds. */
const block = (bucket: string, seconds: number): Promise<unknown> =>
  replicas[0].dataSource.query(
    'UPDATE attempt SET blocked_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE bucket = UNHEX(SHA2(?, 256))',
    [seconds, bucket],
  );

/** How many of many guesses at the same time were looked at, and not refused for being too many. */
async function guess(email: string, times: number, address: string): Promise<number> {
  const guesses = Array.from({ length: times }, (_, index) =>
    login(email, `guess ${index}`, address, replicas[index % 2]),
  );
  const codes = (await Promise.allSettled(guesses)).map(
    (each) => each.status === 'rejected' && (each.reason as { code: string }).code,
  );
  expect(new Set(codes)).toEqual(new Set(['session.wrong_credentials', 'auth.too_many_attempts']));
  return codes.filter((code) => code === 'session.wrong_credentials').length;
}

describe('whoever guesses a password', () => {
  it('is slowed down on all replicas together, whether there is an account or not', async () => {
    const email = await register(anAddress());
    for (const target of [email, `${randomUUID()}@example.org`]) {
      const attacker = anAddress();
      // a few more may be under way when the last free one fails
      expect(await guess(target, 30, attacker)).toBeLessThan(15);
      await expect(login(target, password, attacker)).rejects.toMatchObject(tooMany);
    }
  });

  it('keeps nobody else from signing in, from a known address or a new one', async () => {
    const home = anAddress();
    const email = await register(home);
    await guess(email, 30, anAddress());
    await login(email, password, home);
    await login(email, password, anAddress());
  });

  it('is let in again after a while, and forgotten with the right password', async () => {
    const email = await register(anAddress());
    const address = anAddress();
    await guess(email, 20, address);
    await block(`sign-in ${email} from ${networkOf(address)}`, 0);
    await login(email, password, address);
    for (let time = 0; time < 4; time++) {
      await expect(login(email, 'wrong', address)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
    await login(email, password, address);
  });

  it('of somebody who is signed in already is slowed down, too', async () => {
    const { actor } = await registerAt(replicas[0]);
    const { changePassword } = replicas[0].client(credentialContract);
    const attempt = { current_password: 'wrong', new_password: 'another phrase altogether' };
    const codes: string[] = [];
    while (codes.length < 20 && codes.at(-1) !== 'auth.too_many_attempts') {
      codes.push(await changePassword(attempt, actor).then(String, (error: { code: string }) => error.code));
    }
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.at(-1)).toBe('auth.too_many_attempts');
    // as after some more
    await block(`holder ${actor.user_id}`, 60);
    await expect(
      replicas[1].client(accountContract).delete({ current_password: 'wrong' }, actor),
    ).rejects.toMatchObject(tooMany);
  });
});

describe('a password that is guessed first', () => {
  it('is refused wherever one is chosen, with the field to blame', async () => {
    const common = { kind: 'invalid', code: 'password.common' };
    const account = { email: `${randomUUID()}@example.org`, password: 'Qwertyuiop', full_name: 'Sam' };
    await expect(replicas[0].client(accountContract).register(account)).rejects.toMatchObject({
      ...common,
      details: { field: 'password' },
    });
    const { actor } = await registerAt(replicas[0]);
    const change = { current_password: password, new_password: 'iloveyou' };
    await expect(replicas[0].client(credentialContract).changePassword(change, actor)).rejects.toMatchObject({
      ...common,
      details: { field: 'new_password' },
    });
  });
});

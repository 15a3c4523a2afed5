import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { accountContract } from '#contracts/account.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

let user: RunningService;
beforeAll(async () => void (user = await startService(userService)));
afterAll(() => user.stop());

/** Milliseconds of processor time that some work takes, in all threads of this process. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before).user / 1000;
}

it('hashes no password for somebody who has given up while others were first', async () => {
  const account = { email: `${randomUUID()}@example.org`, password: 'correct horse battery', full_name: 'Sam Doe' };
  await user.client(accountContract).register(account);
  const { login } = user.client(sessionContract);
  const one = await spent(() => login(account));
  const flood = 100 * availableParallelism();
  const all = await spent(async () => {
    await Promise.allSettled(Array.from({ length: flood }, () => login(account, { timeout: 300 })));
    // the one after them is answered when nothing is left of them
    await eventually(async () => expect(await login(account)).toHaveProperty('access_token'));
  });
  expect(all).toBeLessThan((one * flood) / 3);
});

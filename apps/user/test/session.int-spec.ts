import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accountContract, type SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { securityContract } from '#contracts/security.contract.js';
import { type ListedSession, sessionContract } from '#contracts/session.contract.js';
import { inTrace } from '#service/trace.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

let user: RunningService;
let sessions: Client<typeof sessionContract>;

beforeAll(async () => {
  user = await startService(userService);
  sessions = user.client(sessionContract);
});
afterAll(() => user.stop());

const password = 'correct horse battery';

/** Calls as somebody at an address, with a device. */
const from = <T>(address: string, device: string, work: () => T): T =>
  inTrace({ traceId: randomUUID().replaceAll('-', ''), client: { address, device } }, work);

async function register(): Promise<SignedIn & { actor: Actor }> {
  const account = { email: `${randomUUID()}@example.org`, password, full_name: 'Sam Doe' };
  const signedIn = await from('192.0.2.1', 'Firefox on Linux', () => user.client(accountContract).register(account));
  return { ...signedIn, actor: { user_id: signedIn.user.id } };
}

const list = async (actor: Actor): Promise<ListedSession[]> => (await sessions.list({}, actor)).results;
const acts = async (actor: Actor): Promise<string[]> =>
  (await user.client(securityContract).list({}, actor)).results.map(({ act }) => act);

describe('where somebody is signed in', () => {
  it('is listed with device, address and times, the one used last first', async () => {
    const { user: view, actor, refresh_token } = await register();
    await from('198.51.100.7', 'curl/8.5.0', () => sessions.login({ email: view.email, password }));
    const [second, first] = await list(actor);
    expect(first).toMatchObject({ device: 'Firefox on Linux', address: '192.0.2.1', current: false });
    expect(second).toMatchObject({ device: 'curl/8.5.0', address: '198.51.100.7' });
    expect(Date.parse(second.expires_at) - Date.now()).toBeGreaterThan(89 * 86_400_000);
    await from('203.0.113.5', 'other', () => sessions.refresh({ refresh_token }));
    expect(await list({ ...actor, session_id: first.id })).toMatchObject([
      { id: first.id, address: '203.0.113.5', current: true },
      { id: second.id, current: false },
    ]);
  });

  it('can be ended one by one, by nobody else, and is noted', async () => {
    const { user: view, actor, refresh_token } = await register();
    const other = await register();
    const [only] = await list(actor);
    const refused = { code: 'session.not_found' };
    await expect(sessions.revoke({ id: only.id }, other.actor)).rejects.toMatchObject(refused);
    await expect(sessions.revoke({ id: 'x' }, actor)).rejects.toMatchObject(refused);
    await sessions.revoke({ id: only.id }, actor);
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    expect(await list(actor)).toEqual([]);
    expect((await sessions.ended({})).ids).toContain(only.id);
    await sessions.login({ email: view.email, password });
    expect(await acts(actor)).toEqual(['session.started', 'session.revoked', 'session.started', 'account.registered']);
  });

  it('can be ended everywhere else at once', async () => {
    const { user: view, actor } = await register();
    const [own] = await list(actor);
    const others = await Promise.all([1, 2, 3].map(() => sessions.login({ email: view.email, password })));
    await sessions.revokeOthers({}, { ...actor, session_id: own.id });
    expect((await list(actor)).map(({ id }) => id)).toEqual([own.id]);
    for (const { refresh_token } of others) {
      expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    }
  });
});

describe('a session that is kept in a cookie', () => {
  it('has its secret in place of refresh tokens, for one trade, and of the secret only a hash is kept', async () => {
    const { actor, refresh_token } = await register();
    const { secret } = await sessions.keep({ refresh_token });
    const [only] = await list(actor);
    expect(await sessions.authenticate({ secret })).toEqual({ actor: { ...actor, session_id: only.id } });
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    await expect(sessions.keep({ refresh_token })).rejects.toMatchObject({ code: 'session.expired' });
    await expect(sessions.authenticate({ secret: 'guessed' })).rejects.toMatchObject({ kind: 'unauthenticated' });
    const [stored] = await user.dataSource.query<object[]>(
      'SELECT * FROM session WHERE id = UNHEX(REPLACE(?, "-", ""))',
      [only.id],
    );
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it.each([
    ['was not used for as long as it may be idle', 'idle_until'],
    ['has lived for as long as it may', 'expires_at'],
  ])('is over when it %s', async (_, column) => {
    const { actor, refresh_token } = await register();
    const { secret } = await sessions.keep({ refresh_token });
    await user.dataSource.query(
      `UPDATE session SET ${column} = UTC_TIMESTAMP(3) WHERE account_id = UNHEX(REPLACE(?, '-', ''))`,
      [actor.user_id],
    );
    await expect(sessions.authenticate({ secret })).rejects.toMatchObject({ code: 'session.expired' });
    expect(await list(actor)).toEqual([]);
  });

  it('lives on while it is used, but not past its end', async () => {
    const { actor, refresh_token } = await register();
    const { secret } = await sessions.keep({ refresh_token });
    const set = 'last_used_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR, expires_at = UTC_TIMESTAMP(3) + INTERVAL 3 DAY';
    await user.dataSource.query(
      `UPDATE session SET ${set}, idle_until = UTC_TIMESTAMP(3) + INTERVAL 1 DAY
       WHERE account_id = UNHEX(REPLACE(?, '-', ''))`,
      [actor.user_id],
    );
    await sessions.authenticate({ secret });
    const [only] = await list(actor);
    expect(only.idle_until).toBe(only.expires_at);
    expect(Date.now() - Date.parse(only.last_used_at)).toBeLessThan(60_000);
  });
});

describe('what happened to an account’s security', () => {
  it('is told to its holder in pages, with a stolen refresh token in it', async () => {
    const { actor, refresh_token } = await register();
    await sessions.refresh({ refresh_token });
    await sessions.refresh({ refresh_token });
    const security = user.client(securityContract);
    const first = await security.list({ limit: 1 }, actor);
    expect(first.results).toMatchObject([{ act: 'session.refresh_reused', detail: 'Firefox on Linux' }]);
    const rest = await security.list({ cursor: first.next_cursor }, actor);
    expect(rest.results).toMatchObject([
      { act: 'session.started' },
      { act: 'account.registered', address: '192.0.2.1' },
    ]);
    expect(rest.next_cursor).toBeNull();
    await expect(security.list({ cursor: 'x' }, actor)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

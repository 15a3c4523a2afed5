import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accountContract, type Session, type SignedIn } from '#contracts/account.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import type { Client } from '#contracts/contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { startService, type RunningService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

let user: RunningService;
let accounts: Client<typeof accountContract>;
let sessions: Client<typeof sessionContract>;
let tokens: Client<typeof tokenContract>;

beforeAll(async () => {
  user = await startService(userService);
  accounts = user.client(accountContract);
  sessions = user.client(sessionContract);
  tokens = user.client(tokenContract);
});
afterAll(() => user.stop());

const password = 'correct horse battery';
const anAccount = (overrides = {}): Parameters<typeof accounts.register>[0] => ({
  email: `${randomUUID()}@Example.org`,
  password,
  full_name: 'Sam Doe',
  timezone: 'Europe/Madrid',
  ...overrides,
});
const register = (overrides = {}): Promise<SignedIn> => accounts.register(anAccount(overrides));
const refreshed = async (refresh_token: string): Promise<Session> => {
  const { refused, ...session } = await sessions.refresh({ refresh_token });
  expect(refused).toBeUndefined();
  return session as Session;
};

describe('accounts', () => {
  it('opens an account whose Inbox carries its id', async () => {
    const { user: view } = await register();
    expect(view).toMatchObject({ full_name: 'Sam Doe', inbox_project_id: view.id });
    expect(view.tz_info.timezone).toBe('Europe/Madrid');
  });

  it('takes an address once, however it is written and however many ask at the same time', async () => {
    const account = anAccount();
    const attempts = await Promise.allSettled(
      [account.email, account.email.toUpperCase(), account.email.toLowerCase()].map((email) =>
        accounts.register({ ...account, email }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', code: 'account.email_taken' },
    });
  });

  it('keeps names as long as they may be, of any characters', async () => {
    const fullName = '❤️'.repeat(255);
    const { user: view } = await register({ full_name: fullName });
    expect(view.full_name).toBe(fullName);
    const token = await tokens.create({ name: '❤️'.repeat(100) }, { user_id: view.id });
    expect(token.name).toBe('❤️'.repeat(100));
  });

  it('changes what is sent of name, time zone and settings, whoever changes something else meanwhile', async () => {
    const { user: before } = await register();
    const actor = { user_id: before.id };
    await Promise.all([
      accounts.update({ daily_goal: 7 }, actor),
      accounts.update({ days_off: [] }, actor),
      accounts.update({ full_name: ' Sam D. ', timezone: 'Asia/Kolkata' }, actor),
    ]);
    const after = await accounts.get({}, actor);
    expect(after).toEqual({
      ...before,
      daily_goal: 7,
      days_off: [],
      full_name: 'Sam D.',
      tz_info: expect.objectContaining({ timezone: 'Asia/Kolkata' }) as unknown,
    });
    await expect(accounts.update({ daily_goal: 1 }, { user_id: randomUUID() })).rejects.toMatchObject({
      code: 'account.not_found',
    });
  });

  it('keeps the password as an Argon2id hash only', async () => {
    const { user: view } = await register();
    const rows = await user.dataSource.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM account WHERE email = ?',
      [view.email],
    );
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('deletes an account only against its password, and everything that lets somebody in with it', async () => {
    const account = anAccount();
    const { user: view, refresh_token } = await accounts.register(account);
    const actor = { user_id: view.id };
    const { token } = await tokens.create({ name: 'script' }, actor);

    await expect(accounts.delete({ current_password: 'wrong' }, actor)).rejects.toMatchObject({ kind: 'forbidden' });
    await accounts.delete({ current_password: password }, actor);

    await expect(accounts.get({}, actor)).rejects.toMatchObject({ code: 'account.not_found' });
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'expired' });
    await expect(tokens.authenticate({ token })).rejects.toMatchObject({ code: 'token.unknown' });
    await expect(sessions.login({ email: account.email, password })).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(tokens.create({ name: 'late' }, actor)).rejects.toMatchObject({ code: 'account.not_found' });
  });
});

describe('sessions', () => {
  it('answers an unknown address and a wrong password alike', async () => {
    const account = anAccount();
    await accounts.register(account);
    const refused = { kind: 'unauthenticated', code: 'session.wrong_credentials' };
    await expect(sessions.login({ email: account.email, password: 'wrong' })).rejects.toMatchObject(refused);
    await expect(sessions.login({ email: 'nobody@example.org', password })).rejects.toMatchObject(refused);
  });

  it('trades a refresh token once', async () => {
    const { refresh_token } = await register();
    const next = await refreshed(refresh_token);
    const after = await refreshed(next.refresh_token);
    expect(new Set([refresh_token, next.refresh_token, after.refresh_token]).size).toBe(3);
  });

  it('answers a request that comes again, because its answer was lost, with the same pair', async () => {
    const { refresh_token } = await register();
    const again = { requestId: 'the same' };
    const first = await sessions.refresh({ refresh_token }, again);
    expect(await sessions.refresh({ refresh_token }, again)).toEqual(first);
    await refreshed(first.refresh_token!);
  });

  it('ends the whole session when a refresh token is used twice', async () => {
    const { refresh_token } = await register();
    const next = await refreshed(refresh_token);
    expect(await sessions.refresh({ refresh_token })).toEqual({ refused: 'reused' });
    expect(await sessions.refresh(next)).toEqual({ refused: 'expired' });
  });

  it('lets only one of many simultaneous refreshes win', async () => {
    const { refresh_token } = await register();
    const attempts = await Promise.all(Array.from({ length: 8 }, () => sessions.refresh({ refresh_token })));
    expect(attempts.filter(({ refused }) => !refused)).toHaveLength(1);
  });

  it('leaves other sessions alone when one ends', async () => {
    const account = anAccount();
    const first = await accounts.register(account);
    const second = await sessions.login({ email: account.email, password });
    await sessions.logout(first);
    expect(await sessions.refresh(first)).toEqual({ refused: 'expired' });
    await refreshed(second.refresh_token);
  });

  it('forgets refresh tokens and sessions that have expired', async () => {
    const account = anAccount();
    const { user: view, ...first } = await accounts.register(account);
    const second = await refreshed(first.refresh_token);
    const idle = await sessions.login({ email: account.email, password });
    const expire = (token: string, withSession = false): Promise<unknown> =>
      user.dataSource.query(
        `UPDATE refresh_token JOIN session ON session.id = session_id
         SET refresh_token.expires_at = UTC_TIMESTAMP(3), idle_until = IF(?, UTC_TIMESTAMP(3), idle_until)
         WHERE hash = UNHEX(SHA2(?, 256))`,
        [withSession, token],
      );
    const left = async (): Promise<number> => {
      const rows = await user.dataSource.query<unknown[]>(
        `SELECT hash FROM refresh_token JOIN session ON session.id = session_id
         WHERE account_id = UNHEX(REPLACE(?, '-', ''))`,
        [view.id],
      );
      return rows.length;
    };
    await expire(first.refresh_token);
    await sessions.refresh(second);
    expect(await left()).toBe(3);
    await expire(idle.refresh_token, true);
    expect(await sessions.refresh(idle)).toEqual({ refused: 'expired' });
    await sessions.login({ email: account.email, password });
    expect(await left()).toBe(3);
  });

  it('signs with one key on every replica', async () => {
    const replica = await startService(userService);
    try {
      expect(await replica.client(sessionContract).keys({})).toEqual(await sessions.keys({}));
      const rows = await user.dataSource.query<unknown[]>('SELECT slot FROM signing_key');
      expect(rows).toHaveLength(1);
    } finally {
      await replica.stop();
    }
  });
});

describe('personal tokens', () => {
  it('shows a token once and keeps its hash', async () => {
    const { user: view } = await register();
    const actor = { user_id: view.id };
    const made = await tokens.create({ name: 'script' }, actor);
    expect(await tokens.authenticate({ token: made.token })).toMatchObject({
      token_id: made.id,
      actor,
      expires_at: null,
    });
    const { results } = await tokens.list({}, actor);
    expect(results).toEqual([expect.objectContaining({ id: made.id, name: 'script' })]);
    expect(JSON.stringify(results)).not.toContain(made.token);
  });

  it('lets nobody else list or revoke it', async () => {
    const [owner, stranger] = await Promise.all([register(), register()]);
    const { id, token } = await tokens.create({ name: 'mine' }, { user_id: owner.user.id });
    const actor = { user_id: stranger.user.id };
    expect(await tokens.list({}, actor)).toEqual({ results: [] });
    await expect(tokens.revoke({ id }, actor)).rejects.toMatchObject({ code: 'token.not_found' });
    await expect(tokens.authenticate({ token })).resolves.toHaveProperty('actor');
  });

  it('treats an id that could not be one as unknown', async () => {
    const { user: view } = await register();
    const refused = { code: 'token.not_found' };
    await expect(tokens.revoke({ id: '../1' }, { user_id: view.id })).rejects.toMatchObject(refused);
  });
});

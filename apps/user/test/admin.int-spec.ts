import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import { adminContract } from '#contracts/admin.contract.js';
import type { Client } from '#contracts/contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { eventually } from '#testing/eventually.js';
import { DeletionFixture, password } from './deletion-fixture.js';

let fixture: DeletionFixture;
let admin: Client<typeof adminContract>;
let root: Actor & { email: string };

const actorOf = ({ user }: SignedIn): Actor & { email: string } => ({ user_id: user.id, email: user.email });

beforeAll(async () => {
  fixture = await DeletionFixture.start({ mail: true });
  admin = fixture.service.client(adminContract);
  root = { user_id: fixture.administrator.user.id, email: fixture.administrator.user.email };
}, 120_000);
afterAll(() => fixture.stop());

const acts = async (id: string): Promise<string[]> =>
  (await admin.audit({ account_id: id }, root)).results.map(({ act, via }) => `${act} by ${via}`);

/** What the other services are told of an account: whether it is disabled. */
const news = (id: string): unknown[] =>
  fixture.heard.filter((each) => each.id === id).map(({ type, disabled }) => [type, disabled]);

describe('the first account', () => {
  it('is the administrator’s, and no other one', async () => {
    expect(fixture.administrator.user.is_administrator).toBe(true);
    const other = await fixture.register();
    expect(other.user.is_administrator).toBe(false);
    for (const ask of [
      () => admin.check({}, actorOf(other)),
      () => admin.listAccounts({}, actorOf(other)),
      () => admin.getAccount({ id: root.user_id }, actorOf(other)),
      () => admin.disable({ id: root.user_id }, actorOf(other)),
      () => admin.enable({ id: root.user_id }, actorOf(other)),
      () => admin.delete({ id: root.user_id, current_password: password }, actorOf(other)),
      () => admin.installation({}, actorOf(other)),
      () => admin.change({ registration_open: false }, actorOf(other)),
      () => admin.audit({}, actorOf(other)),
    ])
      await expect(ask()).rejects.toMatchObject({ kind: 'forbidden', code: 'admin.required' });
  });

  it('is not left or shut while it is the last administrator’s, unless that is meant', async () => {
    const last = { kind: 'conflict', code: 'admin.last' };
    await fixture.register();
    await expect(admin.disable({ id: root.user_id }, root)).rejects.toMatchObject(last);
    await expect(admin.delete({ id: root.user_id, current_password: password }, root)).rejects.toMatchObject(last);
    await expect(fixture.accounts.delete({ current_password: password }, root)).rejects.toMatchObject(last);
    const second = await fixture.register();
    expect((await fixture.run('user', 'admin', second.user.email)).code).toBe(0);
    await admin.disable({ id: second.user.id }, root);
    await expect(admin.disable({ id: root.user_id }, root)).rejects.toMatchObject(last);
  });
});

describe('accounts', () => {
  it('are found by a part of their address, page by page', async () => {
    const people = [await fixture.register('one@found.example'), await fixture.register('two@found.example')];
    const first = await admin.listAccounts({ query: 'FOUND.exam', limit: 1 }, root);
    expect(first.results).toMatchObject([{ id: people[0].user.id, is_administrator: false, disabled_at: null }]);
    const second = await admin.listAccounts({ query: 'found.exam', limit: 1, cursor: first.next_cursor }, root);
    expect([second.results.map(({ email }) => email), second.next_cursor]).toEqual([['two@found.example'], null]);
    expect((await admin.listAccounts({ query: '%' }, root)).results).toEqual([]);
    await expect(admin.getAccount({ id: 'x' }, root)).rejects.toMatchObject({ code: 'account.not_found' });
  });

  it('that are disabled let nobody in, which only the right password is told, until they are enabled', async () => {
    const person = await fixture.register();
    const { token } = await fixture.service.client(tokenContract).create({ name: 'script' }, actorOf(person));
    expect(await admin.disable({ id: person.user.id }, root)).toMatchObject({
      disabled_at: expect.any(String) as unknown,
    });

    const { email } = person.user;
    const login = (word: string): Promise<SignedIn> => fixture.sessions.login({ email, password: word });
    await expect(login('wrong')).rejects.toMatchObject({ code: 'session.wrong_credentials' });
    await expect(login(password)).rejects.toMatchObject({ kind: 'forbidden', code: 'account.disabled' });
    await expect(fixture.service.client(tokenContract).authenticate({ token })).rejects.toMatchObject({
      code: 'token.unknown',
    });
    expect(await fixture.sessions.refresh(person)).toEqual({ refused: 'expired' });
    await fixture.service.client(credentialContract).requestReset({ email });
    await eventually(async () => expect(await waitingMails()).toBe(0));

    await admin.enable({ id: person.user.id }, root);
    await eventually(() =>
      expect(news(person.user.id)).toEqual([
        ['user.registered', false],
        ['user.updated', true],
        ['user.updated', false],
      ]),
    );
    await login(password);
    await fixture.service.client(tokenContract).authenticate({ token });
    expect(await acts(person.user.id)).toEqual([
      'session.started by holder',
      'account.enabled by administrator',
      'session.refused by holder',
      'session.refused by holder',
      'account.disabled by administrator',
      'session.revoked by holder',
      'token.created by holder',
      'session.started by holder',
      'account.registered by holder',
    ]);
  });

  it('are deleted with the administrator’s own password, and the log keeps nothing but ids of them', async () => {
    const person = await fixture.register();
    const { id } = person.user;
    const wrong = admin.delete({ id, current_password: 'wrong' }, root);
    await expect(wrong).rejects.toMatchObject({ code: 'account.wrong_password' });
    await admin.delete({ id, current_password: password }, root);
    await expect(fixture.accounts.get({}, actorOf(person))).rejects.toMatchObject({ code: 'account.not_found' });
    const { results } = await admin.audit({ account_id: id }, root);
    expect(results[0]).toMatchObject({ act: 'account.deleted', via: 'administrator', actor_id: root.user_id });
    for (const { email } of results) expect(email).toBeNull();
  });
});

describe('registration', () => {
  it('can be closed, which whoever wants an account is told', async () => {
    expect(await admin.change({ registration_open: false }, root)).toMatchObject({ registration_open: false });
    await expect(fixture.register()).rejects.toMatchObject({ kind: 'forbidden', code: 'registration.closed' });
    const { output } = await fixture.run('user', 'registration', 'open', '--json');
    expect(JSON.parse(output)).toEqual({ registration_open: true });
    await fixture.register();
    const { results } = await admin.audit({ act: 'registration.opened' }, root);
    expect(results).toMatchObject([{ via: 'command_line', account_id: null, actor_id: null }]);
  });
});

describe('npm run errand -- user', () => {
  it('lists and shows accounts, and changes them through the service', async () => {
    const person = await fixture.register('cli@shell.example');
    const { id } = person.user;
    expect((await fixture.run('user', 'list', 'shell.ex')).output).toMatch(/cli@shell\.example +Sam Doe +enabled/);
    expect((await fixture.run('user', 'disable', 'CLI@shell.example')).output).toContain('is disabled');
    expect(await fixture.sessions.refresh(person)).toEqual({ refused: 'expired' });
    const shown = JSON.parse((await fixture.run('user', 'show', id, '--json')).output) as object;
    expect(shown).toMatchObject({ id, disabled_at: expect.any(String) as unknown, is_administrator: false });
    expect((await fixture.run('user', 'enable', id)).output).toContain('may sign in');
    expect((await fixture.run('user', 'admin', id)).output).toContain('is an administrator');
    expect((await fixture.run('user', 'admin', id, '--dismiss')).output).toContain('is no administrator');
    expect((await fixture.run('user', 'audit', 'cli@shell.example')).output).toMatch(
      /cli@shell\.example +administrator\.dismissed +command_line/,
    );
    expect((await fixture.run('user', 'delete', id)).code).toBe(2);
    expect((await fixture.run('user', 'delete', id, '--yes')).code).toBe(0);
    const lines = JSON.parse((await fixture.run('user', 'audit', id, '--json')).output) as object[];
    expect(lines[0]).toMatchObject({ act: 'account.deleted', via: 'command_line', account_id: id, email: null });
    expect((await fixture.run('user', 'audit')).output).toContain(id);
    const gone = await fixture.run('user', 'show', id);
    expect([gone.code, gone.errors.trim()]).toEqual([1, `There is no account ${id}.`]);
  }, 60_000);

  it('tells how it is called, and what the service refuses', async () => {
    for (const words of [['user'], ['user', 'disable'], ['user', 'shout'], ['user', 'registration', 'maybe']])
      expect([words, (await fixture.run(...words)).code]).toEqual([words, 2]);
    const { code, errors } = await fixture.run('user', 'admin', root.email, '--dismiss');
    expect([code, errors.trim()]).toEqual([1, 'This is the last administrator: name another one first.']);
  }, 30_000);
});

async function waitingMails(): Promise<number> {
  const [row] = await fixture.service.dataSource.query<{ n: unknown }[]>(
    `SELECT COUNT(*) AS n FROM mail WHERE kind = 'reset'`,
  );
  return Number(row?.n);
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userDeleted, userDeletionRequested } from '#contracts/events.js';
import { tokenContract } from '#contracts/token.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { startService } from '#testing/service.js';
import { traces } from '#testing/traces.js';
import { DeletionSweeper } from '../src/deletion/deletion.sweeper.js';
import { userService } from '../src/user.service.js';
import { DeletionFixture, password } from './deletion-fixture.js';

let fixture: DeletionFixture;
beforeAll(async () => (fixture = await DeletionFixture.start()), 120_000);
afterAll(() => fixture.stop(), 60_000);

interface Listed {
  account_id: string;
  requested_at: string;
  purged_at: Record<string, string | null>;
  completed_at: string | null;
  tries: number;
  ask_again_at: string | null;
}

const list = async (...which: string[]): Promise<Listed[]> => {
  const { code, output, errors } = await fixture.run('deletions', 'list', ...which, '--json');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Listed[];
};
/** Deletions as an operator sees them. */
const listed = async (id: string): Promise<Listed | undefined> => (await list(id))[0];
const listedAll = async (ids: string[]): Promise<Listed[]> =>
  (await list('--all')).filter(({ account_id }) => ids.includes(account_id));
const requested = (id: string, times: number): Promise<void> =>
  eventually(() => expect(fixture.of(id, userDeletionRequested)).toHaveLength(times));
const complete = async (id: string): Promise<void> => {
  fixture.answer(id, 'task');
  fixture.answer(id, 'storage');
  await eventually(() => expect(fixture.of(id, userDeleted)).toHaveLength(1));
};
const tracesOf = (id: string, ...texts: string[]): Promise<string[]> =>
  traces((sql) => fixture.service.dataSource.query(sql), id, ...texts);
const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${fixture.service.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`errand_account_deletions_${name} `))
      ?.split(' ')[1],
  );
};
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;

describe('deleting an account', () => {
  it('frees its address at once', async () => {
    const { user } = await fixture.register();
    await fixture.accounts.delete({ current_password: password }, { user_id: user.id });
    const next = await fixture.register(user.email);
    expect(next.user.id).not.toBe(user.id);
    await complete(user.id);
    expect(await fixture.accounts.get({}, { user_id: next.user.id })).toMatchObject({ email: user.email });
  });

  it('is complete once everybody has answered, and not before', async () => {
    const id = await fixture.leave();
    await requested(id, 1);
    expect(fixture.of(id, userDeletionRequested)).toEqual([
      { type: 'user.deletion_requested', version: 2, id, participants: ['task', 'storage'] },
    ]);
    fixture.answer(id, 'task');
    fixture.answer(id, 'task');
    await eventually(async () => expect((await listed(id))?.purged_at.task).toEqual(moment));
    expect(await listed(id))?.toMatchObject({ purged_at: { storage: null }, completed_at: null });
    expect(fixture.of(id, userDeleted)).toEqual([]);
    fixture.answer(id, 'storage');
    await eventually(() => expect(fixture.of(id, userDeleted)).toHaveLength(1));
    expect(fixture.of(id, userDeleted)).toEqual([{ type: 'user.deleted', version: 3, id }]);
    expect(await listed(id))?.toMatchObject({ purged_at: { storage: moment }, completed_at: moment });
  });

  it('is complete once, however often and at the same moment the answers come', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => fixture.leave()));
    for (const id of ids) for (const who of ['task', 'storage', 'storage', 'task'] as const) fixture.answer(id, who);
    await eventually(() => expect(ids.map((id) => fixture.of(id, userDeleted).length)).toEqual(ids.map(() => 1)));
    const before = await listedAll(ids);
    for (const id of ids) fixture.answer(id, 'task');
    fixture.answer(newId(), 'task');
    await complete(await fixture.leave());
    expect(await listedAll(ids)).toEqual(before);
    expect(ids.flatMap((id) => fixture.of(id, userDeleted))).toHaveLength(10);
  });

  it('leaves nothing of the account but the record of it', async () => {
    const { user } = await fixture.register();
    const actor = { user_id: user.id };
    await fixture.service.client(tokenContract).create({ name: 'script' }, actor);
    expect(await tracesOf(user.id, user.email)).toEqual(
      expect.arrayContaining(['account', 'idempotency', 'personal_token', 'session']),
    );
    await fixture.accounts.delete({ current_password: password }, actor);
    await complete(user.id);
    await eventually(async () =>
      expect(await tracesOf(user.id, user.email)).toEqual(['deletion', 'deletion_step', 'security_event']),
    );
  });

  it('may be asked for again by somebody who did not hear that it is done', async () => {
    const id = await fixture.leave();
    await fixture.accounts.delete({ current_password: password }, { user_id: id });
    await complete(id);
    await fixture.accounts.delete({ current_password: 'whatever' }, { user_id: id });
    expect(fixture.of(id, userDeletionRequested)).toHaveLength(1);
    expect(await tracesOf(id)).not.toContain('idempotency');
    const nobody = { user_id: newId() };
    await expect(fixture.accounts.delete({ current_password: password }, nobody)).rejects.toMatchObject({
      code: 'account.not_found',
    });
  });

  it('lets only one of many simultaneous requests begin it', async () => {
    const { user } = await fixture.register();
    const actor = { user_id: user.id };
    await Promise.all([1, 2, 3, 4].map(() => fixture.accounts.delete({ current_password: password }, actor)));
    await complete(user.id);
    expect(fixture.of(user.id, userDeletionRequested)).toHaveLength(1);
  });

  it('refuses who signs in at the very moment', async () => {
    const { user } = await fixture.register();
    const deletion = fixture.service.dataSource.createQueryRunner();
    await deletion.startTransaction();
    await deletion.query('DELETE FROM account WHERE id = ?', [idToBytes(user.id)]);
    const login = fixture.sessions.login({ email: user.email, password });
    login.catch(() => undefined);
    const waiting = `SELECT 1 FROM information_schema.processlist WHERE info LIKE 'SELECT disabled_at FROM account%'`;
    try {
      await eventually(async () => expect(await fixture.service.dataSource.query(waiting)).toHaveLength(1), 4000, 10);
    } finally {
      await deletion.commitTransaction();
      await deletion.release();
    }
    await expect(login).rejects.toMatchObject({ kind: 'unauthenticated', code: 'session.wrong_credentials' });
  });
});

describe('whoever does not answer', () => {
  const sweep = (): Promise<void> => fixture.service.app.get(DeletionSweeper).sweep();

  it('is asked again when the time for it is over, and nobody else', async () => {
    const id = await fixture.leave();
    fixture.answer(id, 'task');
    await eventually(async () => expect((await listed(id))?.purged_at.task).toEqual(moment));
    await sweep();
    expect(await listed(id))?.toMatchObject({ tries: 1 });
    for (const tries of [2, 3]) {
      await fixture.expire(id);
      await sweep();
      await requested(id, tries);
      const deletion = await listed(id);
      expect(deletion).toMatchObject({ tries, completed_at: null });
      const minutes = (Date.parse(deletion?.ask_again_at ?? '') - Date.parse(deletion?.requested_at ?? '')) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(5 * 2 ** (tries - 1));
      expect(minutes).toBeLessThan(5 * 2 ** (tries - 1) + 1);
    }
    const asked = fixture.of(id, userDeletionRequested).slice(1);
    expect(asked).toEqual(
      Array(2).fill({ type: 'user.deletion_requested', version: 2, id, participants: ['storage'] }),
    );
    fixture.answer(id, 'storage');
    await eventually(async () => expect((await listed(id))?.completed_at).toEqual(moment));
    await fixture.expire(id);
    await sweep();
    expect(await listed(id))?.toMatchObject({ tries: 3, ask_again_at: null });
  });

  it('is seen in the metrics', async () => {
    const task = (): Promise<number> => metric('waiting{participant="task"}');
    const storage = (): Promise<number> => metric('waiting{participant="storage"}');
    const before = { task: await task(), storage: await storage() };
    const id = await fixture.leave();
    expect([await task(), await storage()]).toEqual([before.task + 1, before.storage + 1]);
    fixture.answer(id, 'task');
    await eventually(async () => expect(await task()).toBe(before.task));
    expect(await storage()).toBe(before.storage + 1);
    await eventually(async () => expect(await metric('oldest_age_seconds')).toBeGreaterThan(0.1));
    await complete(id);
    expect(await storage()).toBe(before.storage);
  });

  it('is asked again once, however many replicas look for it', async () => {
    const replica = await startService(userService, fixture.env);
    try {
      const ids: string[] = [];
      for (let each = 0; each < 30; each++) ids.push(await fixture.leave());
      await fixture.expire(...ids);
      const other = replica.app.get(DeletionSweeper);
      await Promise.all([sweep(), other.sweep(), sweep(), other.sweep()]);
      expect((await listedAll(ids)).map(({ tries }) => tries)).toEqual(ids.map(() => 2));
      for (const id of ids) await requested(id, 2);
      await Promise.all(ids.map(complete));
    } finally {
      await replica.stop();
    }
  }, 60_000);
});

describe('npm run errand -- deletions', () => {
  it('shows what is under way first, step by step, and then what was complete last', async () => {
    const done = await fixture.leave();
    await complete(done);
    const waiting = await fixture.leave();
    fixture.answer(waiting, 'storage');
    await eventually(async () => expect((await listed(waiting))?.purged_at.storage).toEqual(moment));
    const { code, output } = await fixture.run('deletions', 'list');
    const [head, ...lines] = output.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(head).toMatch(/^ACCOUNT +REQUESTED +STORAGE PURGED +TASK PURGED +COMPLETED +TRIES +NEXT$/);
    const at = String.raw`\d{4}-\S+Z`;
    const underWay = lines.findIndex((line) => line.startsWith(waiting));
    expect(lines[underWay]).toMatch(new RegExp(`^${waiting}  ${at}  ${at}  waiting +- +1 +${at}$`));
    expect(lines[underWay + 1]).toMatch(new RegExp(`^${done}  ${at}  ${at}  ${at}  ${at}  1 +-$`));
    await complete(waiting);
  });

  it('keeps to the latest of those that are complete, unless all are wanted', async () => {
    for (let each = 0; each < 21; each++) {
      const id = idToBytes(newId());
      const at = new Date(Date.UTC(2026, 0, each + 1));
      await fixture.service.dataSource.query('INSERT INTO deletion VALUES (?, 2, ?, 1, ?, ?)', [id, at, at, at]);
      await fixture.service.dataSource.query('INSERT INTO deletion_step VALUES (?, ?, ?)', [id, 'task', at]);
    }
    const complete = (some: Listed[]): Listed[] => some.filter(({ completed_at }) => completed_at);
    const all = complete(await list('--all'));
    expect(all.at(-1)?.completed_at).toBe('2026-01-01T00:00:00.000Z');
    expect(complete(await list())).toEqual(all.slice(0, 20));
    const { output } = await fixture.run('deletions', 'list');
    expect(output).toContain(`\nand ${all.length - 20} more that are complete: say --all\n`);
  });

  it('says what is wrong with how it is called, and with the database', async () => {
    for (const args of [['deletions'], ['deletions', 'mend'], ['deletions', 'list', newId(), newId()]]) {
      expect(await fixture.run(...args)).toMatchObject({ code: 2, errors: expect.stringContaining('npm run errand') });
    }
    const unknown = newId();
    expect(await fixture.run('deletions', 'list', unknown)).toMatchObject({
      code: 1,
      errors: `No account ${unknown} was deleted.\n`,
    });
    const { env } = fixture;
    for (const [url, words] of [
      ['mysql://errand_user:secret@127.0.0.1:1/errand_user', '127.0.0.1:1 cannot be used'],
      ['amqp://127.0.0.1', 'USER_DATABASE_URL should be a URL'],
      [env.TASK_DATABASE_URL ?? '', 'has not been started there yet'],
    ]) {
      env.USER_DATABASE_URL = url;
      const { code, errors } = await fixture.run('deletions', 'list');
      expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining(words) });
      expect(errors).not.toContain('secret');
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { secondFactorContract } from '#contracts/second-factor.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import { idToBytes } from '#database/id.js';
import { Rotating } from '#service/rotating.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { SecretsKeys } from '../src/security/secrets-key.js';
import { AccessTokenSigner } from '../src/session/access-token.signer.js';
import { userService } from '../src/user.service.js';
import { password, registerAt } from './mail-fixture.js';

const old = 'an old key for tests, of 32 characters or more';
const young = 'a young key for tests, of 32 characters or more';
const folder = mkdtempSync(join(tmpdir(), 'errand-keys-'));
const file = join(folder, 'secrets_key');
let user: RunningService;

beforeAll(async () => {
  writeFileSync(file, old);
  user = await startService(userService, { SECRETS_KEY: '', SECRETS_KEY_FILE: file });
});
afterAll(async () => {
  await user.stop();
  rmSync(folder, { recursive: true });
});

/** Writes the file, and waits until the running process has noticed. */
async function write(...keys: string[]): Promise<void> {
  writeFileSync(file, `${keys.join('\n')}\n`);
  const wanted = new SecretsKeys(new Rotating(keys.join('\n'))).all;
  await eventually(() => expect(user.app.get(SecretsKeys, { strict: false }).all).toEqual(wanted));
}

describe('the key of secrets', () => {
  it('is changed while the service runs, and what was under the old one is under the new one once it was used', async () => {
    const { email, actor } = await registerAt(user);
    const factors = user.client(secondFactorContract);
    const { secret } = await factors.begin({ current_password: password }, actor);
    const codeOf = (steps: number): string =>
      TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
    const login = (code: string): Promise<unknown> => user.client(sessionContract).login({ email, password, code });
    const { recovery_codes } = await factors.confirm({ code: codeOf(-1) }, actor);
    const sealed = async (): Promise<Buffer> => {
      const sql = 'SELECT sealed FROM totp WHERE account_id = ?';
      const [row] = await user.dataSource.query<{ sealed: Buffer }[]>(sql, [idToBytes(actor.user_id)]);
      return row.sealed;
    };
    const before = await sealed();

    await write(young, old);
    await login(recovery_codes[0]);
    expect(await sealed()).toEqual(before);
    await login(codeOf(0));
    expect(await sealed()).not.toEqual(before);

    await write(young);
    await login(codeOf(1));
    await expect(login(recovery_codes[1])).rejects.toMatchObject({ code: 'session.wrong_code' });
  });
});

describe('the key of access tokens', () => {
  const minute = 60_000;

  it('is followed by another after its time, which everybody knows before it signs', async () => {
    const signer = user.app.get(AccessTokenSigner, { strict: false });
    const kidOf = async (): Promise<string> => {
      const [head] = (await signer.sign('ada', 'session')).split('.');
      return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
    };
    const kids = (): string[] => signer.published.map(({ kid }) => kid);
    const age = (newestFirst: number, ms: number): Promise<unknown> =>
      user.dataSource.query(
        `UPDATE signing_key SET created_at = ? WHERE slot =
         (SELECT slot FROM (SELECT slot FROM signing_key ORDER BY created_at DESC, slot LIMIT ?, 1) AS one)`,
        [new Date(Date.now() - ms), newestFirst],
      );
    const first = await kidOf();

    await age(0, 91 * 24 * 60 * minute);
    await signer.look();
    expect(kids()).toEqual([first, expect.any(String)]);
    expect(await kidOf()).toBe(first);
    const [, second] = kids();

    await age(0, 11 * minute);
    await signer.look();
    expect(kids()).toEqual([first, second]);
    expect(await kidOf()).toBe(second);

    await age(0, 60 * minute);
    await signer.look();
    expect(kids()).toEqual([second]);
    expect(await kidOf()).toBe(second);
  });
});

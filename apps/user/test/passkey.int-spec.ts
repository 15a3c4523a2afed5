import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from '#contracts/contract.js';
import { passkeyContract } from '#contracts/passkey.contract.js';
import { idToBytes, newId } from '#database/id.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';
import { password, registerAt } from './mail-fixture.js';

let user: RunningService;
let passkeys: Client<typeof passkeyContract>;

beforeAll(async () => {
  user = await startService(userService);
  passkeys = user.client(passkeyContract);
});
afterAll(() => user.stop());

const current_password = password;
const refused = { kind: 'unauthenticated', code: 'passkey.refused' };
/** What a browser might send, signed by nobody. */
const forged = (id: string): Record<string, unknown> => ({
  id,
  rawId: id,
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
});

/** A passkey in the database, whose device is nowhere. */
async function aPasskey(accountId: string): Promise<{ id: string; credential: string }> {
  const id = newId();
  const credential = randomBytes(32).toString('base64url');
  await user.dataSource.query(
    `INSERT INTO passkey (id, account_id, name, credential_hash, credential_id, public_key, counter, transports, created_at)
     VALUES (?, ?, 'Laptop', UNHEX(SHA2(?, 256)), ?, ?, 0, '', UTC_TIMESTAMP(3))`,
    [idToBytes(id), idToBytes(accountId), credential, credential, randomBytes(77)],
  );
  return { id, credential };
}

describe('a passkey', () => {
  it('is listed for and removed by its holder only, against the password', async () => {
    const [holder, stranger] = await Promise.all([registerAt(user), registerAt(user)]);
    const { id } = await aPasskey(holder.actor.user_id);
    expect(await passkeys.list({}, stranger.actor)).toEqual({ results: [] });
    const notFound = { code: 'passkey.not_found' };
    await expect(passkeys.remove({ id, current_password }, stranger.actor)).rejects.toMatchObject(notFound);
    await expect(passkeys.remove({ id: 'x', current_password }, holder.actor)).rejects.toMatchObject(notFound);
    const wrong = { id, current_password: 'wrong' };
    await expect(passkeys.remove(wrong, holder.actor)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await passkeys.list({}, holder.actor)).toMatchObject({ results: [{ id, name: 'Laptop' }] });
    await passkeys.remove({ id, current_password }, holder.actor);
    expect(await passkeys.list({}, holder.actor)).toEqual({ results: [] });
  });

  it('opens nothing without its device, and no question is answered twice', async () => {
    const { actor } = await registerAt(user);
    const { credential } = await aPasskey(actor.user_id);
    const { id, options } = await passkeys.beginSigningIn({});
    expect(options).toMatchObject({ userVerification: 'required', rpId: 'localhost' });
    for (const question of [id, id, randomUUID(), 'x']) {
      await expect(passkeys.signIn({ id: question, response: forged(credential) })).rejects.toMatchObject(refused);
    }
    const left = await user.dataSource.query<unknown[]>('SELECT id FROM passkey_question WHERE id = ?', [
      idToBytes(id),
    ]);
    expect(left).toEqual([]);
  });

  it('is added against the password, and by an answer to its holder’s own question', async () => {
    const [holder, stranger] = await Promise.all([registerAt(user), registerAt(user)]);
    await expect(passkeys.beginAdding({ current_password: 'wrong' }, holder.actor)).rejects.toMatchObject({
      code: 'account.wrong_password',
    });
    const { id, options } = await passkeys.beginAdding({ current_password }, holder.actor);
    expect(options).toMatchObject({
      user: { name: holder.email },
      authenticatorSelection: { userVerification: 'required' },
    });
    const answer = { id, name: 'Mine', response: forged('AAAA') };
    const invalid = { kind: 'invalid', code: 'passkey.refused' };
    await expect(passkeys.add(answer, stranger.actor)).rejects.toMatchObject(invalid);
    await expect(passkeys.add(answer, holder.actor)).rejects.toMatchObject(invalid);
    expect(await passkeys.list({}, holder.actor)).toEqual({ results: [] });
  });
});

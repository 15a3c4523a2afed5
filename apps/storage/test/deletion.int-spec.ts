import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, commentDeleted, storagePurged, userDeleted, userDeletionRequested } from '#contracts/events.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { traces } from '#testing/traces.js';
import {
  aFile,
  anActor,
  announce,
  beginUpload,
  contents,
  incoming,
  listenTo,
  publish,
  put,
  someBytes,
  startStorage,
  type StorageFixture,
  upload,
} from './fixture.js';

let storage: StorageFixture;
let answers: string[];
beforeAll(async () => {
  storage = await startStorage();
  answers = await listenTo(storage.broker, storagePurged);
});
afterAll(() => storage.stop());

const accountGone = { kind: 'not_found', code: 'account.not_found' };
const fileGone = { kind: 'not_found', code: 'file.not_found' };

interface Request {
  messageId?: string;
  participants?: string[];
}
const request = ({ user_id: id }: Actor, { messageId, participants = ['storage'] }: Request = {}): Promise<void> =>
  publish(storage.broker, userDeletionRequested, { id, participants }, { version: 2, messageId });
const answered = ({ user_id }: Actor, times = 1): Promise<void> =>
  eventually(() => expect(answers.filter((id) => id === user_id)).toHaveLength(times));
const purge = async (actor: Actor): Promise<void> => {
  await request(actor);
  await answered(actor);
};
const onlyTombstone = ({ user_id }: Actor, ...texts: string[]): Promise<void> =>
  eventually(async () => {
    const found = await traces((sql) => storage.service.dataSource.query(sql), user_id, ...texts);
    expect(found).toEqual(['deleted_account']);
  });
const isStored = async (bytes: Buffer): Promise<boolean> =>
  (await contents(storage)).includes(createHash('sha256').update(bytes).digest('hex'));
const gone = (bytes: Buffer): Promise<void> => eventually(async () => expect(await isStored(bytes)).toBe(false));
const rowsOf = async (table: 'file' | 'file_reference', fileId: string): Promise<number> => {
  const column = table === 'file' ? 'id' : 'file_id';
  const sql = `SELECT 1 FROM ${table} WHERE ${column} = ?`;
  return (await storage.service.dataSource.query<unknown[]>(sql, [idToBytes(fileId)])).length;
};

it('removes the files of somebody who left with their bytes, and nothing of anybody else', async () => {
  const [leaver, other] = [anActor(), anActor()];
  const [loose, attached, shared, others] = [someBytes(), someBytes(), someBytes(), someBytes()];
  const file_name = `${newId()}.txt`;
  await upload(storage, leaver, loose, { file_name });
  await upload(storage, leaver, shared);
  const { id } = await upload(storage, leaver, attached);
  await publish(storage.broker, commentAdded, { id: newId(), file_id: id, posted_uid: leaver.user_id });
  await eventually(async () => expect(await rowsOf('file_reference', id)).toBe(1));
  const kept = await upload(storage, other, shared);
  await upload(storage, other, others);
  await purge(leaver);
  await onlyTombstone(leaver, file_name);
  await gone(loose);
  await gone(attached);
  expect([await isStored(shared), await isStored(others)]).toEqual([true, true]);
  expect((await storage.files.get({ id: kept.id }, other)).id).toBe(kept.id);
});

it('answers each time that it is asked, and only then', async () => {
  const [asked, notAsked] = [anActor(), anActor()];
  const { id } = await upload(storage, notAsked);
  await request(notAsked, { participants: ['task'] });
  await purge(asked);
  const messageId = newId();
  for (let delivery = 0; delivery < 3; delivery++) await request(asked, { messageId });
  await answered(asked, 2);
  await request(asked, { participants: ['task', 'storage'] });
  await answered(asked, 3);
  await answered(notAsked, 0);
  expect((await storage.files.get({ id }, notAsked)).id).toBe(id);
});

it('removes everything also when it hears no more than that an account is gone', async () => {
  const actor = anActor();
  const bytes = someBytes();
  await upload(storage, actor, bytes);
  await publish(storage.broker, userDeleted, { id: actor.user_id }, { version: 2 });
  await gone(bytes);
  await onlyTombstone(actor);
  await answered(actor, 0);
});

it('takes no upload of somebody who left, announced before or not', async () => {
  const actor = anActor();
  const { id, path } = await announce(storage, actor);
  await purge(actor);
  const bytes = someBytes();
  expect((await put(storage, path, bytes)).status).toBe(404);
  expect(await isStored(bytes)).toBe(false);
  await expect(storage.files.signUpload({ id }, actor)).rejects.toMatchObject(fileGone);
  await expect(storage.files.prepareUpload(aFile(), actor)).rejects.toMatchObject(accountGone);
  await expect(storage.files.delete({ id }, actor)).rejects.toMatchObject(fileGone);
  await onlyTombstone(actor);
});

it('throws away the upload that is under way', async () => {
  const actor = anActor();
  const bytes = Buffer.concat([someBytes(), Buffer.alloc(100_000)]);
  const { path } = await announce(storage, actor);
  const finish = await beginUpload(storage, path, bytes);
  await purge(actor);
  expect(await finish()).toBe(404);
  expect(await isStored(bytes)).toBe(false);
  expect(await incoming(storage)).toEqual([]);
  await onlyTombstone(actor);
});

it('leaves nothing of what is being uploaded at the very moment', async () => {
  for (let round = 0; round < 5; round++) {
    const actor = anActor();
    const sent: Buffer[] = [];
    const send = async (): Promise<void> => {
      for (;;) {
        sent.unshift(someBytes());
        await upload(storage, actor, sent[0]);
      }
    };
    const senders = [1, 2, 3, 4].map(send);
    await eventually(() => expect(sent.length).toBeGreaterThan(8));
    await purge(actor);
    for (const end of await Promise.allSettled(senders)) expect(end.status).toBe('rejected');
    await onlyTombstone(actor);
    for (const bytes of sent) await gone(bytes);
  }
});

it('lets no late news of a comment bring a file back', async () => {
  const actor = anActor();
  const bytes = someBytes();
  const { id: file_id } = await upload(storage, actor, bytes);
  await purge(actor);
  const comment = newId();
  for (let time = 0; time < 2; time++) {
    await publish(storage.broker, commentAdded, { id: comment, file_id, posted_uid: actor.user_id });
    await publish(storage.broker, commentDeleted, { id: comment, file_id }, { version: 2 });
  }
  const marker = await upload(storage, anActor());
  await publish(storage.broker, commentAdded, { id: newId(), file_id: marker.id, posted_uid: newId() });
  await eventually(async () => expect(await rowsOf('file_reference', marker.id)).toBe(1));
  expect([await rowsOf('file', file_id), await rowsOf('file_reference', file_id)]).toEqual([0, 0]);
  await onlyTombstone(actor);
});

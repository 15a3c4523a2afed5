import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { Sweeper } from '../src/sweeper.js';
import {
  aFile,
  anActor,
  contents,
  download,
  incoming,
  publish,
  someBytes,
  startStorage,
  type StorageFixture,
  upload,
} from './fixture.js';

let storage: StorageFixture;
beforeAll(async () => void (storage = await startStorage()));
afterAll(() => storage.stop());

const notFound = { kind: 'not_found', code: 'file.not_found' };
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const isStored = async (bytes: Buffer): Promise<boolean> => (await contents(storage)).includes(sha256(bytes));
const gone = (bytes: Buffer): Promise<void> => eventually(async () => expect(await isStored(bytes)).toBe(false));

const added = (file_id: string, id = newId(), version = 1): Promise<void> =>
  publish(storage.broker, commentAdded, { id, file_id, posted_uid: newId() }, { version });
const deleted = (file_id: string, id = newId(), version = 2): Promise<void> =>
  publish(storage.broker, commentDeleted, { id, file_id }, { version });

const references = async (fileId: string): Promise<number> => {
  const rows = await storage.service.dataSource.query<unknown[]>(
    'SELECT comment_id FROM file_reference WHERE file_id = ? AND NOT removed',
    [idToBytes(fileId)],
  );
  return rows.length;
};

describe('a file', () => {
  it('is not found by anybody but its owner', async () => {
    const owner = anActor();
    const stranger = anActor();
    const { id } = await upload(storage, owner);
    await expect(storage.files.get({ id }, stranger)).rejects.toMatchObject(notFound);
    await expect(storage.files.signDownload({ id, shared: false }, stranger)).rejects.toMatchObject(notFound);
    await expect(storage.files.delete({ id }, stranger)).rejects.toMatchObject(notFound);
    expect((await storage.files.get({ id }, owner)).id).toBe(id);
  });

  it('is opened by somebody else whom a comment shows it to', async () => {
    const { id } = await upload(storage, anActor());
    expect((await storage.files.signDownload({ id, shared: true }, anActor())).url).toContain(`/files/${id}?user=`);
  });

  it.each(['', 'x', '../../etc/passwd', '0192d5a0-0000-7000-8000-00000000000f'])('%j is unknown', async (id) => {
    const actor = anActor();
    await expect(storage.files.get({ id }, actor)).rejects.toMatchObject(notFound);
    await expect(storage.files.signDownload({ id, shared: true }, actor)).rejects.toMatchObject(notFound);
    await expect(storage.files.delete({ id }, actor)).rejects.toMatchObject(notFound);
  });

  it('is not there before its bytes are', async () => {
    const actor = anActor();
    const { id } = await storage.files.prepareUpload(aFile(), actor);
    await expect(storage.files.get({ id }, actor)).rejects.toMatchObject(notFound);
    await expect(storage.files.signDownload({ id, shared: false }, actor)).rejects.toMatchObject(notFound);
  });

  it('is known by a harmless name', async () => {
    const { attachment } = await upload(storage, anActor(), someBytes(), { file_name: '../../etc/pass wd\u0000.txt' });
    expect(attachment.file_name).toBe('pass wd.txt');
    expect(attachment.file_url).toMatch(/^http:\/\/127\.0\.0\.1:8000\/api\/v1\/files\/[^/]+\/pass%20wd\.txt$/);
  });
});

describe('content', () => {
  it('that several files share is stored once, until the last of them goes', async () => {
    const bytes = someBytes();
    const [one, two] = [anActor(), anActor()];
    const first = await upload(storage, one, bytes);
    const second = await upload(storage, two, bytes);
    expect((await contents(storage)).filter((hash) => hash === sha256(bytes))).toHaveLength(1);
    await storage.files.delete({ id: first.id }, one);
    expect(await (await download(storage, second.id, two)).text()).toBe(bytes.toString());
    await storage.files.delete({ id: second.id }, two);
    await gone(bytes);
  });

  it('is never lost to a deletion of the same content at the same moment', async () => {
    const bytes = someBytes();
    const actor = anActor();
    let last = await upload(storage, actor, bytes);
    for (let round = 0; round < 20; round++) {
      const [next] = await Promise.all([
        upload(storage, actor, bytes),
        upload(storage, actor, bytes).then(({ id }) => storage.files.delete({ id }, actor)),
        storage.files.delete({ id: last.id }, actor),
      ]);
      expect((await download(storage, next.id, actor)).status).toBe(200);
      last = next;
    }
    await storage.files.delete({ id: last.id }, actor);
    await gone(bytes);
  });
});

describe('a file on comments', () => {
  it('is freed with the last of them', async () => {
    const actor = anActor();
    const bytes = someBytes();
    const { id } = await upload(storage, actor, bytes);
    const [first, second] = [newId(), newId()];
    await added(id, first);
    await added(id, second);
    await eventually(async () => expect(await references(id)).toBe(2));
    await deleted(id, first);
    await eventually(async () => expect(await references(id)).toBe(1));
    expect((await storage.files.get({ id }, actor)).id).toBe(id);
    await deleted(id, second);
    await gone(bytes);
    await expect(storage.files.get({ id }, actor)).rejects.toMatchObject(notFound);
  });

  it('is on a comment once, and off it for good, however often that is told', async () => {
    const { id } = await upload(storage, anActor());
    const [kept, left] = [newId(), newId()];
    for (const comment of [kept, kept, left, left]) await added(id, comment);
    await eventually(async () => expect(await references(id)).toBe(2));
    for (const comment of [left, left]) await deleted(id, comment);
    await eventually(async () => expect(await references(id)).toBe(1));
    await added(id, left);
    await added(id);
    await eventually(async () => expect(await references(id)).toBe(2));
  });

  it('is on a comment again that has taken it back, in whatever order that is heard of', async () => {
    const { id } = await upload(storage, anActor());
    const [inOrder, late, other] = [newId(), newId(), newId()];
    for (const comment of [inOrder, late, other]) await added(id, comment);
    await deleted(id, inOrder);
    for (const comment of [inOrder, late]) await added(id, comment, 3);
    await deleted(id, late);
    await deleted(id, other);
    const carrying = (): Promise<unknown[]> =>
      storage.service.dataSource.query('SELECT version FROM file_reference WHERE file_id = ? AND NOT removed', [
        idToBytes(id),
      ]);
    await eventually(async () => expect(await carrying()).toEqual([{ version: 3 }, { version: 3 }]));
    for (const comment of [inOrder, late]) await deleted(id, comment, 4);
    await eventually(async () => expect(await references(id)).toBe(0));
  });

  it('does not come back to a comment whose addition is heard of late', async () => {
    const { id } = await upload(storage, anActor());
    const [kept, late] = [newId(), newId()];
    await added(id, kept);
    await eventually(async () => expect(await references(id)).toBe(1));
    await deleted(id, late);
    await added(id, late);
    await added(id);
    await eventually(async () => expect(await references(id)).toBe(2));
  });
});

describe('the sweep', () => {
  const sweep = (): Promise<void> => storage.service.app.get(Sweeper).sweep();
  const age = (id: string, hours: number): Promise<unknown> =>
    storage.service.dataSource.query('UPDATE file SET prepared_at = UTC_TIMESTAMP(3) - INTERVAL ? HOUR WHERE id = ?', [
      hours,
      idToBytes(id),
    ]);

  it('frees what was not attached within a day, and nothing else', async () => {
    const actor = anActor();
    const bytes = someBytes();
    const [old, attached, young] = [
      await upload(storage, actor, bytes),
      await upload(storage, actor),
      await upload(storage, actor),
    ];
    await added(attached.id);
    await eventually(async () => expect(await references(attached.id)).toBe(1));
    await Promise.all([age(old.id, 25), age(attached.id, 25), age(young.id, 23)]);
    await sweep();
    await expect(storage.files.get({ id: old.id }, actor)).rejects.toMatchObject(notFound);
    await gone(bytes);
    expect((await download(storage, attached.id, actor)).status).toBe(200);
    expect((await download(storage, young.id, actor)).status).toBe(200);
  });

  it('is shared by replicas without getting in their way', async () => {
    const actor = anActor();
    const files = await Promise.all([1, 2, 3, 4, 5].map(() => upload(storage, actor)));
    await Promise.all(files.map(({ id }) => age(id, 25)));
    await Promise.all([sweep(), sweep(), sweep()]);
    for (const { id } of files) await expect(storage.files.get({ id }, actor)).rejects.toMatchObject(notFound);
  });

  it('removes bytes that a crash left without a file', async () => {
    const { dataSource } = storage.service;
    const hash = createHash('sha256').update(newId()).digest();
    await upload(storage, anActor(), someBytes());
    await dataSource.query('INSERT INTO blob_content VALUES (?, UTC_TIMESTAMP(3) - INTERVAL 2 HOUR)', [hash]);
    const stalled = join(storage.directory, 'incoming', 'stalled');
    const arriving = join(storage.directory, 'incoming', 'arriving');
    await Promise.all([stalled, arriving].map((path) => writeFile(path, 'half')));
    await utimes(stalled, new Date(), new Date(Date.now() - 2 * 3_600_000));
    await sweep();
    expect(await dataSource.query('SELECT 1 FROM blob_content WHERE hash = ?', [hash])).toEqual([]);
    expect(await incoming(storage)).toEqual(['arriving']);
  });
});

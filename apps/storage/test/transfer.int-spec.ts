import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { idToBytes, newId } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import {
  type StorageFixture,
  anActor,
  announce,
  breakOff,
  contents,
  download,
  incoming,
  put,
  someBytes,
  startStorage,
  upload,
  uploadMaxBytes,
} from './fixture.js';
import { inBucket } from './kept.js';

let storage: StorageFixture;

const actor = anActor();
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code: unknown }).code;

/** A PNG of 64 × 48 pixels, as far as its header. */
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d4948445200000040000000300802000000', 'hex'),
  Buffer.from(newId()),
]);

describe.each([
  ['a folder', () => startStorage()],
  ['a bucket', async () => startStorage(await inBucket())],
])('in %s', (_where, start) => {
  beforeAll(async () => void (storage = await start()));
  afterAll(() => storage.stop());

  describe('an upload', () => {
    it('is given back as it was sent', async () => {
      const bytes = someBytes();
      const { id, attachment } = await upload(storage, actor, bytes);
      expect(attachment).toMatchObject({ resource_type: 'file', file_name: 'notes.txt', file_size: bytes.length });
      const response = await download(storage, id, actor);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
      expect(response.headers.get('etag')).toBe(`"${sha256(bytes)}"`);
    });

    it('may be empty', async () => {
      const { id, attachment } = await upload(storage, actor, Buffer.alloc(0));
      expect(attachment.file_size).toBe(0);
      const response = await download(storage, id, actor);
      expect([response.status, await response.text()]).toEqual([200, '']);
    });

    it('of a picture tells its dimensions', async () => {
      const { attachment } = await upload(storage, actor, png, { file_name: 'cat.png', file_type: 'image/png' });
      expect(attachment).toMatchObject({ resource_type: 'image', image_width: 64, image_height: 48 });
      expect(attachment.image).toBe(attachment.file_url);
    });

    it('that is no picture in spite of its type has no dimensions', async () => {
      const { attachment } = await upload(storage, actor, someBytes(), { file_type: 'image/png' });
      expect(attachment).toMatchObject({ resource_type: 'image', image_width: null, image_height: null });
    });

    it('may be as large as the limit', async () => {
      const { attachment } = await upload(storage, actor, Buffer.alloc(uploadMaxBytes));
      expect(attachment.file_size).toBe(uploadMaxBytes);
    });

    it('beyond the limit is refused, and leaves nothing', async () => {
      const bytes = Buffer.alloc(uploadMaxBytes + 1, newId());
      const { id, path } = await announce(storage, actor);
      const response = await put(storage, path, bytes);
      expect([response.status, await codeOf(response)]).toEqual([413, 'file.too_large']);
      expect(await contents(storage)).not.toContain(sha256(bytes));
      expect(await incoming(storage)).toEqual([]);
      await expect(storage.files.get({ id }, actor)).rejects.toMatchObject({ code: 'file.not_found' });
    });

    it('is given up when its sender does not wait for it any longer, and can be sent again', async () => {
      const { id, path } = await announce(storage, actor);
      const other = await createConnection({ uri: process.env.STORAGE_DATABASE_URL ?? '' });
      await other.beginTransaction();
      await other.query('SELECT id FROM file WHERE id = ? FOR UPDATE', [idToBytes(id)]);
      const response = await put(storage, path, someBytes(), { prefer: 'wait=1' });
      expect([response.status, await codeOf(response)]).toEqual([503, 'storage.unavailable']);
      expect(await incoming(storage)).toEqual([]);
      await other.rollback();
      await other.end();
      expect((await put(storage, path, someBytes())).status).toBe(200);
    });

    it('that breaks off leaves nothing, and can be sent again', async () => {
      const { id, path } = await announce(storage, actor);
      await breakOff(storage, path);
      await eventually(async () => expect(await incoming(storage)).toEqual([]));
      await expect(storage.files.get({ id }, actor)).rejects.toMatchObject({ code: 'file.not_found' });
      expect((await put(storage, path, someBytes())).status).toBe(200);
      expect((await storage.files.get({ id }, actor)).id).toBe(id);
    });

    it('happens once', async () => {
      const { path } = await announce(storage, actor);
      expect((await put(storage, path, someBytes())).status).toBe(200);
      const again = await put(storage, path, someBytes());
      expect([again.status, await codeOf(again)]).toEqual([409, 'file.finished']);
    });

    it('is refused without the signature that was given out for it', async () => {
      const { id, path } = await announce(storage, actor);
      const other = await announce(storage, actor);
      for (const forged of [`/files/${id}`, path.replace(id, other.id), path.replace('user=', 'user=0')]) {
        const response = await put(storage, forged, someBytes());
        expect([response.status, await codeOf(response)]).toEqual([403, 'file.bad_signature']);
      }
    });
  });

  it('takes bytes away with the last file that has them', async () => {
    const bytes = someBytes();
    const files = [await upload(storage, actor, bytes), await upload(storage, actor, bytes)];
    await storage.files.delete({ id: files[0].id }, actor);
    expect(await contents(storage)).toContain(sha256(bytes));
    await storage.files.delete({ id: files[1].id }, actor);
    await eventually(async () => expect(await contents(storage)).not.toContain(sha256(bytes)));
  });

  describe('a download', () => {
    it('gives the range that is asked for, as long as the content is the same', async () => {
      const { id } = await upload(storage, actor, Buffer.from('0123456789'));
      const ask = (headers: Record<string, string>): Promise<Response> => download(storage, id, actor, { headers });
      const part = await ask({ range: 'bytes=2-4' });
      expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
      const etag = part.headers.get('etag') ?? '';
      expect(await (await ask({ range: 'bytes=-3', 'if-range': etag })).text()).toBe('789');
      expect(await (await ask({ range: 'bytes=-3', 'if-range': '"other"' })).text()).toBe('0123456789');
      const beyond = await ask({ range: 'bytes=10-' });
      expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
      expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    });

    it('tells the same of itself without the bytes', async () => {
      const { id } = await upload(storage, actor, Buffer.from('0123456789'));
      const response = await download(storage, id, actor, { method: 'HEAD' });
      expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '10', '']);
    });

    it.each([
      ['image/png', /^inline; /],
      ['video/mp4', /^inline; /],
      ['text/html', /^attachment; /],
      ['image/svg+xml', /^attachment; /],
      ['application/pdf', /^attachment; /],
    ])('of %s cannot run in a browser', async (file_type, disposition) => {
      const { id } = await upload(storage, actor, someBytes(), { file_name: 'Straße.x', file_type });
      const { headers } = await download(storage, id, actor);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': file_type,
        'content-disposition': expect.stringMatching(disposition) as unknown,
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=300',
      });
      expect(headers.get('content-disposition')).toContain("filename*=UTF-8''Stra%C3%9Fe.x");
    });

    it('is refused without the signature that was given out for it', async () => {
      const { id } = await upload(storage, actor);
      const { url } = await storage.files.signDownload({ id, shared: false }, actor);
      const { pathname, search } = new URL(url);
      for (const forged of [pathname, pathname + search.replace(/expires=\d+/, 'expires=9999999999')]) {
        const response = await fetch(storage.service.url + forged);
        expect([response.status, await codeOf(response)]).toEqual([403, 'file.bad_signature']);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
      }
    });

    it('of a file that is gone is not found', async () => {
      const { id } = await upload(storage, actor);
      const { url } = await storage.files.signDownload({ id, shared: false }, actor);
      await storage.files.delete({ id }, actor);
      const { pathname, search } = new URL(url);
      const response = await fetch(storage.service.url + pathname + search);
      expect([response.status, await codeOf(response)]).toEqual([404, 'file.not_found']);
    });
  });
});

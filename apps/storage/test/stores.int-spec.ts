import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BucketStore } from '../src/blob/bucket.store.js';
import { FolderStore } from '../src/blob/folder.store.js';
import type { BlobStore } from '../src/blob/blob.store.js';
import { someBytes } from './fixture.js';
import { clientOf, inBucket, inFolder, type Kept } from './kept.js';

const limit = 1024;
const hour = 3_600_000;

async function folder(): Promise<{ store: BlobStore; kept: Kept }> {
  const directory = await mkdtemp(join(tmpdir(), 'errand-store-'));
  const kept = { ...inFolder(directory), remove: () => rm(directory, { recursive: true }) };
  return { store: new FolderStore(directory, limit), kept };
}

async function bucket(): Promise<{ store: BlobStore; kept: Kept }> {
  const kept = await inBucket();
  const { STORAGE_S3_BUCKET: name, STORAGE_S3_ENDPOINT: endpoint } = kept.settings;
  const { STORAGE_S3_ACCESS_KEY_ID: accessKeyId, STORAGE_S3_SECRET_ACCESS_KEY: secretAccessKey } = kept.settings;
  const place = { name, endpoint, region: 'us-east-1', pathStyle: true };
  return { store: new BucketStore({ ...place, accessKeyId, secretAccessKey }, limit), kept };
}

describe.each([
  ['a folder', folder],
  ['a bucket', bucket],
])('%s', (_what, open) => {
  const opened = open();
  afterAll(async () => (await opened).kept.remove?.());

  it('forgets what arrived and was left behind, once it is old', async () => {
    const { store, kept } = await opened;
    await store.receive(Readable.from([someBytes()]));
    await store.removeStalled(hour);
    expect(await kept.incoming()).toHaveLength(1);
    // as if the hour had passed
    await store.removeStalled(-hour);
    expect(await kept.incoming()).toEqual([]);
  });
});

describe('an upload in parts that was left behind', () => {
  const opened = bucket();
  afterAll(async () => (await opened).kept.remove?.());

  /** Begins one, and answers how to send a part, which tells whether the upload is still there. */
  async function begin(Key: string): Promise<() => Promise<boolean>> {
    const { settings } = (await opened).kept;
    const client = clientOf(settings);
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ Bucket: settings.STORAGE_S3_BUCKET, Key }),
    );
    const part = { Bucket: settings.STORAGE_S3_BUCKET, Key, UploadId, PartNumber: 1 };
    return () =>
      client.send(new UploadPartCommand({ ...part, Body: someBytes() })).then(
        () => true,
        (error: Error) => (error.name === 'NoSuchUpload' ? false : Promise.reject(error)),
      );
  }

  it('is ended once no part has come for long', async () => {
    const { store } = await opened;
    const [arriving, elsewhere] = [await begin(`incoming/${randomUUID()}`), await begin('elsewhere')];
    expect(await arriving()).toBe(true);
    await store.removeStalled(hour);
    expect(await arriving()).toBe(true);
    await store.removeStalled(-hour);
    expect([await arriving(), await elsewhere()]).toEqual([false, true]);
  });
});

describe('a bucket that is away', () => {
  const place = { name: 'errand', endpoint: 'http://127.0.0.1:1', region: 'us-east-1', pathStyle: true };
  const store = new BucketStore({ ...place, accessKeyId: 'nobody', secretAccessKey: 'nothing' }, limit);
  const unavailable = { kind: 'unavailable', code: 'storage.unavailable' };

  it('refuses what needs it for now', async () => {
    await expect(store.receive(Readable.from([someBytes()]))).rejects.toMatchObject(unavailable);
    await expect(store.read(Buffer.alloc(32))).rejects.toMatchObject(unavailable);
    await expect(store.remove(Buffer.alloc(32))).rejects.toMatchObject(unavailable);
  });
});

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What is there under its hash; what is arriving just now has another name. */
const content = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

/**
 * Writes all files of a bucket to a folder, which has the form of the one that the storage service keeps.
 *
 * @param {NonNullable<Awaited<ReturnType<typeof import('./bucket.mjs').openBucket>>>} bucket
 * @param {string} folder
 */
export async function download({ client, name: Bucket }, folder) {
  const { GetObjectCommand, paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    for (const { Key } of Contents.filter((each) => content.test(each.Key))) {
      const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(ignoreMissing);
      if (!found) continue;
      await mkdir(dirname(join(folder, Key)), { recursive: true, mode: 0o700 });
      await pipeline(found.Body, createWriteStream(join(folder, Key), { mode: 0o600 }));
    }
  }
}

/**
 * Puts all files of such a folder into a bucket.
 *
 * @param {NonNullable<Awaited<ReturnType<typeof import('./bucket.mjs').openBucket>>>} bucket
 * @param {string} folder
 */
export async function upload({ client, name: Bucket }, folder) {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const names = await readdir(folder, { recursive: true });
  for (const Key of names.filter((each) => content.test(each))) {
    const path = join(folder, Key);
    const { size } = await stat(path);
    const Body = createReadStream(path);
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: size }));
  }
}

/** It was deleted since it was listed. */
function ignoreMissing(error) {
  if (error.name !== 'NoSuchKey') throw error;
}

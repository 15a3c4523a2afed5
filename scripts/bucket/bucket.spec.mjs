import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { packFiles, unpackFiles } from '../backup/files.mjs';
import { examineBucket } from '../doctor/bucket.mjs';
import { openBucket } from './bucket.mjs';

const dir = mkdtempSync(join(tmpdir(), 'errand-bucket-'));
const folder = join(dir, 'folder');
const archive = join(dir, 'files.tar');
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: join(dir, 'server'),
  configureBuckets: ['errand', 'other'].map((name) => ({ name, configs: [] })),
});
let env;

/** A file as the storage service keeps it. */
function keep(bytes) {
  const name = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(folder, name.slice(0, 2)), { recursive: true });
  writeFileSync(join(folder, name.slice(0, 2), name), bytes);
  return join(name.slice(0, 2), name);
}

beforeAll(async () => {
  const { port } = await server.run();
  const secret = join(dir, 'secret');
  writeFileSync(secret, 'S3RVER\n');
  env = {
    STORAGE_S3_BUCKET: 'errand',
    STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
    STORAGE_S3_ACCESS_KEY_ID: 'S3RVER',
    STORAGE_S3_SECRET_ACCESS_KEY_FILE: secret,
  };
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

it('takes files from a folder to a bucket and back, and nothing that was still arriving', async () => {
  const names = [keep('one'), keep(''), keep(Buffer.alloc(100_000, 'three'))].sort();
  mkdirSync(join(folder, 'incoming'));
  writeFileSync(join(folder, 'incoming', 'half'), 'ha');
  await packFiles({ STORAGE_DIR: folder }, archive);
  await unpackFiles(env, archive);
  const again = join(dir, 'again.tar');
  await packFiles(env, again);
  const back = join(dir, 'back');
  await unpackFiles({ STORAGE_DIR: back }, again);
  const found = readdirSync(back, { recursive: true }).filter((name) => name.length > 60);
  expect(found.sort()).toEqual(names);
  for (const name of names) expect(readFileSync(join(back, name))).toEqual(readFileSync(join(folder, name)));
  expect(readdirSync(back)).not.toContain('incoming');
});

it('says whether the bucket opens', async () => {
  const examine = async (own) => (await examineBucket(await openBucket({ ...env, ...own })))[0];
  expect(await examine({})).toMatchObject({ state: 'ok', found: 'errand opens' });
  expect(await examine({ STORAGE_S3_BUCKET: 'nowhere' })).toMatchObject({ state: 'problem' });
  expect(await examine({ STORAGE_S3_ACCESS_KEY_ID: 'somebody' })).toMatchObject({ state: 'problem' });
});

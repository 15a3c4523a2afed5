import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openBucket } from '../bucket/bucket.mjs';
import { download, upload } from '../bucket/copy.mjs';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';

/** Where the images keep files. */
const inContainer = '/var/lib/errand/blobs';
const labels = ['com.docker.compose.service', 'com.docker.swarm.service.name'];

/**
 * Writes all files to an archive: of the bucket or the folder that the environment names, or of a container of the storage
 * service. Those of a bucket lie beside the archive until they are in it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} archive
 */
export async function packFiles(env, archive) {
  const bucket = await openBucket(env);
  if (!bucket) return pack(env.STORAGE_DIR, archive);
  const copy = `${archive}.new`;
  try {
    await download(bucket, copy);
    await pack(copy, archive);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * Puts the files of an archive back, to whichever of those the environment names; those that are there stay.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} archive
 */
export async function unpackFiles(env, archive) {
  const bucket = await openBucket(env);
  if (!bucket) return unpack(env.STORAGE_DIR, archive);
  const copy = mkdtempSync(join(tmpdir(), 'errand-restore-'));
  try {
    await unpack(copy, archive);
    await upload(bucket, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function pack(folder, archive) {
  if (folder) mkdirSync(folder, { recursive: true });
  const { command, args } = await tar(folder, ['-c', '-f', '-', '.']);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await pipeline(child.stdout, createWriteStream(archive, { mode: 0o600 }));
  await succeeded(ended);
}

async function unpack(folder, archive) {
  if (folder) mkdirSync(folder, { recursive: true });
  const { command, args } = await tar(folder, ['-x', '-f', '-']);
  const child = spawn(command, args, { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = once(child, 'close');
  await pipeline(createReadStream(archive), child.stdin).catch((error) => {
    // tar hangs up at the end of what it reads, at times before that was told here: how it ends says whether it was all
    if (!['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE'].includes(error.code)) throw error;
  });
  await succeeded(ended);
}

async function tar(folder, what) {
  if (folder) return { command: 'tar', args: ['-C', folder, ...what] };
  const container = await storageContainer();
  return { command: 'docker', args: ['exec', '--interactive', container, 'tar', '-C', inContainer, ...what] };
}

async function storageContainer() {
  for (const label of labels) {
    const format = `{{.ID}} {{.Label "${label}"}}`;
    const { output } = await run('docker', ['ps', '--filter', `label=${label}`, '--format', format]);
    const found = output.split('\n').find((line) => /[ _]storage$/.test(line));
    if (found) return found.split(' ')[0];
  }
  throw new Problem(
    'Where are the files? Set STORAGE_DIR or STORAGE_S3_BUCKET, or run this where a container of the storage service runs.',
  );
}

async function succeeded(ended) {
  const [code] = await ended;
  if (code !== 0) throw new Problem(`The files could not be read or written: tar ended with ${code}.`);
}

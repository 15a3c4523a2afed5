import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';

/** Where the images keep files. */
const inContainer = '/var/lib/errand/blobs';
const labels = ['com.docker.compose.service', 'com.docker.swarm.service.name'];

/**
 * Writes all files to an archive: of a folder on this machine, or of a container of the storage service.
 *
 * @param {string | undefined} folder
 * @param {string} archive
 */
export async function packFiles(folder, archive) {
  if (folder) mkdirSync(folder, { recursive: true });
  const { command, args } = await tar(folder, ['-c', '-f', '-', '.']);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await pipeline(child.stdout, createWriteStream(archive, { mode: 0o600 }));
  await succeeded(ended);
}

/**
 * Puts the files of an archive back; those that are there stay.
 *
 * @param {string | undefined} folder
 * @param {string} archive
 */
export async function unpackFiles(folder, archive) {
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
  throw new Problem('Where are the files? Set STORAGE_DIR, or run this where a container of the storage service runs.');
}

async function succeeded(ended) {
  const [code] = await ended;
  if (code !== 0) throw new Problem(`The files could not be read or written: tar ended with ${code}.`);
}

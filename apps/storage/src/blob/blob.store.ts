import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '#contracts/failure.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage.settings.js';

/** Bytes that have arrived in full and have no name yet. */
export interface Arrival {
  /** SHA-256. */
  hash: Buffer;
  size: number;
  /** The first bytes, at most `headSize`. */
  head: Buffer;
  /** Where they lie until they are kept. */
  path: string;
}

/** Enough for the dimensions of nearly every picture: the metadata that comes before them is smaller. */
const headSize = 256 * 1024;

/** The bytes, each under its SHA-256 (`<first two digits>/<hash>`), so that the same content is stored once. */
@Injectable()
export class BlobStore {
  private readonly incoming: string;

  constructor(@Inject(STORAGE_SETTINGS) private readonly settings: StorageSettings) {
    this.incoming = join(settings.directory, 'incoming');
    mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
  }

  /**
   * Writes bytes to disk as they come, in a place of their own, and makes sure that they are there. Nothing is left when
   * they end early or are more than the limit (`file.too_large`).
   */
  async receive(bytes: AsyncIterable<Uint8Array>): Promise<Arrival> {
    const path = join(this.incoming, randomUUID());
    const limit = this.settings.uploadMaxBytes;
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let size = 0;
    async function* measured(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        if (size < headSize) head.push(chunk);
        size += chunk.length;
        if (size > limit) throw tooLarge(limit);
        hash.update(chunk);
        yield chunk;
      }
    }
    try {
      await pipeline(bytes, measured, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
    } catch (error) {
      await unlinkIfThere(path);
      throw isFull(error) ? new Failure('unavailable', 'storage.full', 'There is no room for this file.') : error;
    }
    return { hash: hash.digest(), size, head: Buffer.concat(head).subarray(0, headSize), path };
  }

  /** Puts an arrival where its hash can be read from. It may be kept again, by a transaction that is run again. */
  async keep({ hash, path }: Arrival): Promise<void> {
    const folder = this.folderOf(hash);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(path, this.pathOf(hash)).catch(ignoreMissing);
    await stat(this.pathOf(hash));
    await flushFolder(folder);
  }

  async discard({ path }: Arrival): Promise<void> {
    await unlinkIfThere(path);
  }

  /** Opens content from `start` to `end`, both included. The bytes of a deleted file can be read to their end. */
  async read(hash: Buffer, range: { start?: number; end?: number } = {}): Promise<ReadStream> {
    const handle = await open(this.pathOf(hash));
    return handle.createReadStream(range);
  }

  async remove(hash: Buffer): Promise<void> {
    await unlinkIfThere(this.pathOf(hash));
  }

  /** Throws away what has been arriving without a new byte for this long (ms): its process died. */
  async removeStalled(age: number): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const written = await stat(path).catch(ignoreMissing);
      if (written && written.mtimeMs < Date.now() - age) await unlinkIfThere(path);
    }
  }

  private pathOf(hash: Buffer): string {
    return join(this.folderOf(hash), hash.toString('hex'));
  }

  private folderOf(hash: Buffer): string {
    return join(this.settings.directory, hash.toString('hex', 0, 1));
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

function tooLarge(limit: number): Failure {
  return new Failure('too_large', 'file.too_large', 'The file is too large.', {
    field: 'file',
    expected: `at most ${limit} bytes`,
  });
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch(ignoreMissing);
}

/** A new name lasts through a power cut only once its folder is on disk too. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}

import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat, statfs, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '#contracts/failure.js';
import { type Arrival, BlobStore, nameOf, type Span } from './blob.store.js';
import { Measured } from './measured.js';

/** The bytes in a folder of this machine, or one that several machines share. */
export class FolderStore extends BlobStore {
  private readonly incoming: string;

  constructor(
    private readonly directory: string,
    private readonly uploadMaxBytes: number,
  ) {
    super();
    this.incoming = join(directory, 'incoming');
    mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
  }

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<Arrival> {
    const place = join(this.incoming, randomUUID());
    const measured = new Measured(this.uploadMaxBytes);
    try {
      const file = createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(bytes, (source: AsyncIterable<Uint8Array>) => measured.pass(source), file);
    } catch (error) {
      await unlinkIfThere(place);
      throw isFull(error) ? new Failure('unavailable', 'storage.full', 'There is no room for this file.') : error;
    }
    return { ...measured.result(), place };
  }

  async keep({ hash, place }: Arrival): Promise<void> {
    const path = this.pathOf(hash);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(place, path).catch(ignoreMissing);
    await stat(path);
    await flushFolder(dirname(path));
  }

  async discard({ place }: Arrival): Promise<void> {
    await unlinkIfThere(place);
  }

  async read(hash: Buffer, span: Span = {}): Promise<ReadStream> {
    const handle = await open(this.pathOf(hash));
    return handle.createReadStream(span);
  }

  async remove(hash: Buffer): Promise<void> {
    await unlinkIfThere(this.pathOf(hash));
  }

  async removeStalled(age: number): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const written = await stat(path).catch(ignoreMissing);
      if (written && written.mtimeMs < Date.now() - age) await unlinkIfThere(path);
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.directory);
    return Math.min(bavail * bsize, Number.MAX_SAFE_INTEGER);
  }

  private pathOf(hash: Buffer): string {
    return join(this.directory, nameOf(hash));
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

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

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import type { Entry, ZipFile } from 'yauzl';
import { Failure, invalid } from '#contracts/failure.js';
import { whenNeeded } from '#service/when-needed.js';

const yauzl = whenNeeded<typeof import('yauzl')>('yauzl');

/** Files of one archive. */
const mostEntries = 10_000;

/** A ZIP archive that came over the network: its table of contents is at its end, so it waits on disk. */
export class SpooledZip {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** Lets `work` read an archive, and removes it after that. `archive.malformed` for what is none. */
  static async with<T>(bytes: AsyncIterable<Uint8Array>, work: (zip: SpooledZip) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'errand-import-'));
    let zip: ZipFile | undefined;
    try {
      const path = join(folder, 'archive.zip');
      await pipeline(Readable.from(bytes), createWriteStream(path));
      zip = await yauzl().openPromise(path, { autoClose: false }).catch(refuse);
      return await work(new SpooledZip(zip, await entriesOf(zip)));
    } finally {
      zip?.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  sizeOf(name: string): number {
    return this.entries.get(name)?.uncompressedSize ?? 0;
  }

  /** The bytes of one file, as they are unpacked; never more than the archive says of it. */
  async *open(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name);
    if (!entry) throw invalid('archive.malformed', 'file', `a file ${name} in the archive`);
    const stream = await this.zip.openReadStreamPromise(entry).catch(refuse);
    try {
      for await (const chunk of stream) yield chunk as Uint8Array;
    } catch (error) {
      refuse(error);
    } finally {
      stream.destroy();
    }
  }

  /** The JSON in one file of at most so many bytes. */
  async json(name: string, mostBytes: number): Promise<unknown> {
    if (this.sizeOf(name) > mostBytes) {
      const expected = `at most ${mostBytes} bytes in ${name}`;
      throw new Failure('too_large', 'file.too_large', 'The file is too large.', { field: 'file', expected });
    }
    const text = (await buffer(Readable.from(this.open(name)))).toString();
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw invalid('archive.malformed', name, `JSON: ${(error as Error).message}`);
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size === mostEntries) throw invalid('archive.malformed', 'file', `at most ${mostEntries} files`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    refuse(error);
  }
  return entries;
}

function refuse(error: unknown): never {
  if (error instanceof Failure) throw error;
  throw invalid('archive.malformed', 'file', `a ZIP archive: ${(error as Error).message}`);
}

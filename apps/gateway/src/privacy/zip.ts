import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ZipFile } from 'yazl';
import { whenNeeded } from '#service/when-needed.js';

const yazl = whenNeeded<typeof import('yazl')>('yazl');

/** A file that goes into an archive, as its bytes come. */
export interface ZipEntry {
  name: string;
  bytes: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  /** Whether its bytes are as small as they get, as those of pictures are. */
  dense?: boolean;
}

/** A ZIP archive that is packed while it is read. It breaks off where a file does, and lets go of its files when nobody reads on. */
export function zipOf(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new (yazl().ZipFile)();
  const archive = zip.outputStream as Readable;
  const fail = (error: Error): void => void archive.destroy(error);
  zip.on('error', fail);
  pack(entries, zip, archive).then(() => zip.end(), fail);
  return archive;
}

/** One after the other: the next file is asked for when the one before was read to its end. */
async function pack(entries: AsyncIterable<ZipEntry>, zip: ZipFile, archive: Readable): Promise<void> {
  for await (const { name, bytes, dense = false } of entries) {
    const file = Readable.from(bytes, { objectMode: false });
    const letGo = (): void => void file.destroy();
    archive.once('close', letGo);
    zip.addReadStream(file, name, { compress: !dense });
    await once(file, 'close');
    archive.off('close', letGo);
    if (archive.destroyed) return;
    if (file.errored) throw file.errored;
  }
}

/** A name that is one part of a path, on every system. */
export const partOf = (name: string): string => name.replace(/[\\/:]|^\.+$/g, '_');

import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { centralRecord, descriptorOf, ending, localHeader, type Written } from './zip-records.js';

/** A file that goes into an archive, as its bytes come. */
export interface ZipEntry {
  name: string;
  bytes: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  /** Whether its bytes are as small as they get, as those of pictures are. */
  dense?: boolean;
}

/**
 * Writes a ZIP archive (APPNOTE 6.3, ZIP64 throughout, so that nothing has to be known before it is read) while its files are read.
 * Of each file, only what its line in the table of contents says is kept.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  const count = <T extends Uint8Array>(part: T): T => {
    offset += part.length;
    return part;
  };
  for await (const { name, bytes, dense = false } of entries) {
    const entry: Written = { name, dense, at: new Date(), offset, crc: 0, size: 0, packed: 0 };
    yield count(localHeader(entry));
    for await (const chunk of packed(bytes, entry)) {
      entry.packed += chunk.length;
      yield count(chunk);
    }
    yield count(descriptorOf(entry));
    written.push(entry);
  }
  const start = offset;
  for (const entry of written) yield count(centralRecord(entry));
  yield ending(written.length, start, offset - start);
}

/** The bytes as the archive has them; counts, on the way, how many there are and their checksum. */
async function* packed(bytes: ZipEntry['bytes'], entry: Written): AsyncGenerator<Uint8Array> {
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const each of bytes) {
      const chunk = typeof each === 'string' ? Buffer.from(each) : each;
      entry.size += chunk.length;
      entry.crc = crc32(chunk, entry.crc);
      yield chunk;
    }
  }
  if (entry.dense) return yield* counted();
  // what goes wrong ends the stream that is read here
  const deflated = pipeline(Readable.from(counted()), createDeflateRaw(), () => undefined);
  for await (const chunk of deflated) yield chunk as Uint8Array;
}

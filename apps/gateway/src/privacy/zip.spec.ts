import { describe, expect, it } from '@jest/globals';
import { buffer, text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { fromBufferPromise } from 'yauzl';
import { type ZipEntry, zipOf } from './zip.js';

async function* entries(...all: ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* all;
}

const archiveOf = (...all: ZipEntry[]): Promise<Buffer> => buffer(Readable.from(zipOf(entries(...all))));

describe('an archive', () => {
  it('has every file as it was, packed or not, under any name', async () => {
    const files: Record<string, string> = {
      'empty.txt': '',
      'files/1/Ünïcode – 名.txt': 'dense',
      'long.txt': 'x'.repeat(1e6),
    };
    const written = Object.entries(files).map(([name, words]) => ({ name, bytes: [words], dense: words === 'dense' }));
    const zip = await fromBufferPromise(await archiveOf(...written), { validateEntrySizes: true });
    const read: Record<string, string> = {};
    for await (const entry of zip.eachEntry())
      read[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
    expect(read).toEqual(files);
  });

  it('is packed while it is read, and asks for no more than is taken', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1;
        yield new Uint8Array(65_536).map((_, index) => (index * asked) % 251);
      }
    }
    const parts = zipOf(entries({ name: 'endless', bytes: endless() }));
    for (let taken = 0; taken < 20; taken++) await parts.next();
    await parts.return(undefined);
    expect(asked).toBeLessThan(2000);
  });

  it.each([true, false])('breaks off where a file does, whether that is packed or not: %s', async (dense) => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('begins');
      throw new Error('The file is gone');
    }
    await expect(archiveOf({ name: 'broken', bytes: broken(), dense })).rejects.toThrow('The file is gone');
  });
});

import { describe, expect, it } from '@jest/globals';
import { buffer, text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { fromBufferPromise } from 'yauzl';
import { eventually } from '#testing/eventually.js';
import { partOf, type ZipEntry, zipOf } from './zip.js';

const archiveOf = (...all: ZipEntry[]): Readable => zipOf(Readable.from(all));

describe('an archive', () => {
  it('has every file as it was, packed or not, under any name', async () => {
    const files: Record<string, string> = {
      'empty.txt': '',
      'files/1/Ünïcode – 名.txt': 'dense',
      'long.txt': 'x'.repeat(1e6),
    };
    const written = Object.entries(files).map(([name, words]) => ({ name, bytes: [words], dense: words === 'dense' }));
    const zip = await fromBufferPromise(await buffer(archiveOf(...written)), { validateEntrySizes: true });
    const read: Record<string, string> = {};
    for await (const entry of zip.eachEntry())
      read[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
    expect(read).toEqual(files);
  });

  it('is packed while it is read, asks for no more than is taken, and lets go when nobody reads on', async () => {
    let asked = 0;
    let letGo = false;
    function* endless(): Generator<Uint8Array> {
      try {
        for (;;) {
          asked += 1;
          yield new Uint8Array(65_536).map((_, index) => (index * asked) % 251);
        }
      } finally {
        letGo = true;
      }
    }
    const archive = archiveOf({ name: 'endless', bytes: endless() });
    const parts: unknown[] = [];
    for await (const part of archive) if (parts.push(part) === 20) break;
    expect(asked).toBeLessThan(2000);
    await eventually(() => expect(letGo).toBe(true));
  });

  it.each([true, false])('breaks off where a file does, whether that is packed or not: %s', async (dense) => {
    function* broken(): Generator<Uint8Array> {
      yield Buffer.from('begins');
      throw new Error('The file is gone');
    }
    await expect(buffer(archiveOf({ name: 'broken', bytes: broken(), dense }))).rejects.toThrow('The file is gone');
  });

  it('has no file that a program would put elsewhere', () => {
    expect(['a.txt', '../../a', '..', 'C:\\a'].map(partOf)).toEqual(['a.txt', '.._.._a', '_', 'C__a']);
  });
});

import { expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { linesOf } from './lines.js';

const most = 1024 * 1024;

async function read(...chunks: string[]): Promise<string[]> {
  const lines: string[] = [];
  const bytes = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const { number, text } of linesOf(bytes)) lines.push(`${number} ${text.length}`);
  return lines;
}

it('gives the lines of a text with their numbers, wherever its bytes are cut', async () => {
  expect(await read('ab', 'c\nd', '\n\n', 'last')).toEqual(['1 3', '2 1', '3 0', '4 4']);
});

it('refuses a line that does not end, as soon as it is too long', async () => {
  const endless = Array.from({ length: 40 }, () => 'x'.repeat(64 * 1024));
  await expect(read('first\n', ...endless)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'transfer.malformed',
    details: { field: 'line 2', expected: `a line of at most ${most} characters` },
  });
});

it('refuses a line that is too long though it ends', async () => {
  await expect(read('x'.repeat(most), 'x\n')).rejects.toMatchObject({ code: 'transfer.malformed' });
});

import { describe, expect, it } from '@jest/globals';
import { readCursor, writeCursor } from './page.js';

const id = '0192d5a0-0000-7000-8000-00000000000f';

describe('a cursor', () => {
  it('is read as it was written', () => {
    expect(readCursor(writeCursor([3, id]))).toEqual([3, id]);
  });

  it('goes into a URL as it is', () => {
    expect(writeCursor([3, id])).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'nonsense'],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['no id', Buffer.from('[1,"x"]').toString('base64url')],
    ['a list for an id', Buffer.from(`[1,["${id}"]]`).toString('base64url')],
    ['a fraction', Buffer.from(`[1.5,"${id}"]`).toString('base64url')],
    ['a number beyond what the database knows', Buffer.from(`[1e16,"${id}"]`).toString('base64url')],
    ['a place before all others', Buffer.from(`[-1,"${id}"]`).toString('base64url')],
    ['more than was written', Buffer.from(`[1,"${id}",2]`).toString('base64url')],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'page.cursor' }));
  });
});

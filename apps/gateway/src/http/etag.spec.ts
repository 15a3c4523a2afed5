import { describe, expect, it } from '@jest/globals';
import { readIfMatch } from './etag.js';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"7"', ['7']],
    ['"7", "8"', ['7', '8']],
    ['W/"7"', []],
  ])('%s names %j', (header, versions) => {
    expect(readIfMatch(header)).toEqual(versions);
  });

  it.each(['7', '', '"7', '"7" "8"', Array(21).fill('"7"').join(',')])('is refused as %j', (header) => {
    expect(() => readIfMatch(header)).toThrow(expect.objectContaining({ code: 'request.if_match' }));
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { Json } from '#contracts/contract.js';
import { readIfMatch, versionOf } from './etag.js';

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

describe('the version of an answer', () => {
  const answerOf = (thing: object): Json<{ version: number }> => new Json(JSON.stringify(thing));

  it('is that of its own field, whatever else there is and wherever it stands', () => {
    const ends = [',"version":7}', '{"version":7}', '"version":7}', '\\"version":7}', '\\","version":7}'];
    const names = ['"version', ',"version', '{"version', '\\"version', ...ends];
    const others = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom(...names)),
      fc.oneof(fc.nat(), fc.jsonValue(), fc.constantFrom(...ends, { version: 7 }, [{ version: 7 }])),
    );
    const isTold = fc.property(others, fc.nat(), others, (before, version, after) => {
      delete after.version;
      expect(versionOf(answerOf({ ...before, version, ...after }))).toBe(version);
      expect(versionOf({ ...before, version, ...after })).toBe(version);
    });
    fc.assert(isTold, { seed: 66, numRuns: 500 });
  });

  it('is found without reading the text where it is the last field', () => {
    const [last, first] = [answerOf({ content: ',"version":7}', version: 8 }), answerOf({ version: 8, content: 'x' })];
    const reads = [last, first].map((answer) => jest.spyOn(answer, 'read'));
    expect([last, first].map(versionOf)).toEqual([8, 8]);
    expect(reads.map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });
});

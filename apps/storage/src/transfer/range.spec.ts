import { select } from './range.js';

const lastModified = new Date('2026-11-22T12:00:00Z');
const file = { etag: '"abc"', lastModified, size: 1000 };
const all = { status: 200 };
const part = (start: number, end: number): unknown => ({ status: 206, start, end });

describe('the range of a download', () => {
  it.each([
    ['bytes=0-99', part(0, 99)],
    ['bytes=900-', part(900, 999)],
    ['bytes=-100', part(900, 999)],
    ['bytes=-5000', part(0, 999)],
    ['bytes=990-5000', part(990, 999)],
    ['bytes=999-999', part(999, 999)],
  ])('is what was asked for: %s', (range, expected) => {
    expect(select({ range }, file)).toEqual(expected);
  });

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('cannot be satisfied beyond the end: %s', (range) => {
    expect(select({ range }, file)).toEqual({ status: 416 });
  });

  it('cannot be satisfied in an empty file', () => {
    expect(select({ range: 'bytes=0-' }, { ...file, size: 0 })).toEqual({ status: 416 });
  });

  it.each(['bytes=-', 'bytes=9-3', 'lines=1-2', 'bytes=a-b', 'bytes=0-1,5-9', 'bytes=0-99999999999999999999'])(
    'is everything when it cannot be read or there are several: %s',
    (range) => {
      expect(select({ range }, file)).toEqual(all);
    },
  );

  it.each([
    ['"abc"', part(0, 9)],
    ['"old"', all],
    ['W/"abc"', all],
    ['Sun, 22 Nov 2026 12:00:00 GMT', part(0, 9)],
    ['Sun, 22 Nov 2026 11:59:59 GMT', all],
    ['nonsense', all],
  ])('holds only for the content that If-Range names: %s', (condition, expected) => {
    expect(select({ range: 'bytes=0-9', 'if-range': condition }, file)).toEqual(expected);
  });
});

describe('a conditional download', () => {
  it.each(['"abc"', 'W/"abc"', '"x", "abc"', '*'])('answers that nothing changed for If-None-Match %s', (etag) => {
    expect(select({ 'if-none-match': etag }, file)).toEqual({ status: 304 });
  });

  it('answers that nothing changed since a later time', () => {
    expect(select({ 'if-modified-since': 'Sun, 22 Nov 2026 12:00:00 GMT' }, file)).toEqual({ status: 304 });
    expect(select({ 'if-modified-since': 'Sun, 22 Nov 2026 11:00:00 GMT' }, file)).toEqual(all);
    expect(select({ 'if-modified-since': 'yesterday' }, file)).toEqual(all);
  });

  it('goes by the hash where both are given', () => {
    const headers = { 'if-none-match': '"old"', 'if-modified-since': 'Sun, 22 Nov 2026 12:00:00 GMT' };
    expect(select(headers, file)).toEqual(all);
  });
});

import { cleanMediaType, isPicture, isShown, resourceType } from './media-type.js';

describe('the media type of a file', () => {
  it.each([
    ['image/PNG', 'image/png'],
    ['text/plain; charset=utf-8', 'text/plain'],
    ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
    ['', 'application/octet-stream'],
    ['picture', 'application/octet-stream'],
    ['text/html\r\nSet-Cookie: a=b', 'application/octet-stream'],
    [`text/${'x'.repeat(200)}`, 'application/octet-stream'],
  ])('is what the sender said, as far as it is one: %j', (given, expected) => {
    expect(cleanMediaType(given)).toBe(expected);
  });

  it.each(['text/html', 'image/svg+xml', 'application/pdf', 'application/xhtml+xml', 'text/javascript', 'text/plain'])(
    'is not shown in place when it could run or pose as a page: %s',
    (type) => {
      expect(isShown(type)).toBe(false);
      expect(resourceType(type)).toBe('file');
    },
  );

  it('says how clients present the file', () => {
    expect(resourceType('image/webp')).toBe('image');
    expect(resourceType('audio/mpeg')).toBe('audio');
    expect(resourceType('video/mp4')).toBe('video');
    expect(isPicture('video/mp4')).toBe(false);
  });
});

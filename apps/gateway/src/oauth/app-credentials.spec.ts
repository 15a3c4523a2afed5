import { describe, expect, it } from '@jest/globals';
import { withHeader } from './app-credentials.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('an app', () => {
  it.each([
    ['its header', {}, basic('id:secret'), { client_id: 'id', client_secret: 'secret' }],
    ['a header written as a form', {}, basic('a%20b:c%3Ad+e'), { client_id: 'a b', client_secret: 'c:d e' }],
    ['a header with a broken escape', {}, basic('id:%zz'), { client_id: 'id', client_secret: '%zz' }],
    ['a header without a secret', {}, basic('id:'), { client_id: 'id', client_secret: '' }],
    ['its body', { client_id: 'id', client_secret: 's' }, undefined, { client_id: 'id', client_secret: 's' }],
    ['its body, beside a token', { client_id: 'id' }, 'Bearer x', { client_id: 'id' }],
  ])('says who it is by %s', (_, body, header, expected) => expect(withHeader(body, header)).toEqual(expected));

  it.each([
    ['twice', { client_id: 'id', client_secret: 'secret' }],
    ['in two ways', { client_id: 'other' }],
  ])('does not say so %s', (_, body) => {
    expect(() => withHeader(body, basic('id:secret'))).toThrow(
      expect.objectContaining({ code: 'oauth.invalid_request' }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { isRegistered, mayReturnTo, siteOf, withAnswer } from './redirect-uris.js';

describe('codes', () => {
  it.each([
    'https://bridge.example.org/callback?from=errand',
    'http://127.0.0.1:3000/callback',
    'http://localhost/',
    'com.example.bridge:/callback',
  ])('may be sent to %s', (uri) => expect(mayReturnTo(uri)).toBe(true));

  it.each([
    'http://bridge.example.org/callback',
    'https://bridge.example.org/#there',
    'https://ada:secret@bridge.example.org/',
    'javascript:alert(1)',
    'data:text/html,x',
    'bridge:/callback',
    '/callback',
    'https://bridge.example.org/a b',
    'https://bridge.example.org/\nx',
    '',
  ])('are not sent to %j', (uri) => expect(mayReturnTo(uri)).toBe(false));
});

describe('an address that is registered', () => {
  const uris = ['https://bridge.example.org/callback', 'http://127.0.0.1/done'];

  it.each(['https://bridge.example.org/callback', 'http://127.0.0.1/done', 'http://127.0.0.1:41235/done'])(
    'is %s',
    (asked) => expect(isRegistered(uris, asked)).toBe(true),
  );

  it.each([
    'https://bridge.example.org/callback/',
    'https://bridge.example.org/callback?x=1',
    'https://bridge.example.org/callback/../evil',
    'https://BRIDGE.example.org/callback',
    'https://bridge.example.org.evil.example/callback',
    'https://bridge.example.org:8443/callback',
    'http://127.0.0.1:41235/other',
    'http://127.0.0.1:1@evil.example/done',
    'http://127.0.0.1.evil.example/done',
    'http://127.0.0.1:80.evil.example/done',
    'http://[::1]/done',
  ])('is not %s', (asked) => expect(isRegistered(uris, asked)).toBe(false));
});

it('an answer is added to what the address asks already', () => {
  expect(withAnswer('https://a.example/', { code: 'x y', state: undefined })).toBe('https://a.example/?code=x+y');
  expect(withAnswer('com.example:/cb?a=1', { error: 'denied' })).toBe('com.example:/cb?a=1&error=denied');
});

it('a person recognises where an address leads', () => {
  expect(siteOf('https://bridge.example.org/callback')).toBe('https://bridge.example.org');
  expect(siteOf('com.example.bridge:/callback')).toBe('com.example.bridge:');
});

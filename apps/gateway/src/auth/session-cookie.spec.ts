import { describe, expect, it } from '@jest/globals';
import { SessionCookies } from './session-cookie.js';

const cookies = new SessionCookies('http://todo.home:8000');

describe('a session’s cookie', () => {
  it('is out of reach of scripts and of other sites, and of plain HTTP where there is TLS', () => {
    expect(cookies.write('secret')).toMatch(/^errand_session=secret; .*Path=\/; HttpOnly; SameSite=Strict$/);
    expect(new SessionCookies('https://todo.example.org').write('secret')).toMatch(
      /^__Host-errand=secret; .*Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('is found among others, and not in part of a name', () => {
    const read = (cookie: string): unknown => cookies.read({ method: 'GET', headers: { cookie } });
    expect(read('a=b; errand_session=secret; c=d')).toBe('secret');
    expect(read('not_errand_session=secret')).toBeUndefined();
    expect(read('errand_session=')).toBeUndefined();
  });

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }],
    ['our own page on plain HTTP', { origin: 'http://todo.home:8000' }],
    ['our own page by another name', { origin: 'http://10.0.0.2:8000', 'x-forwarded-host': '10.0.0.2:8000' }],
  ])('counts on requests of %s', (_, headers) => {
    expect(() => cookies.refuseOtherSites({ method: 'POST', headers })).not.toThrow();
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://todo.home:8000' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['another site on plain HTTP', { origin: 'http://evil.example', host: 'todo.home:8000' }],
    ['a sandboxed frame', { origin: 'null', host: 'todo.home:8000' }],
    ['who does not say where from', { host: 'todo.home:8000' }],
  ])('does not count on requests of %s', (_, headers) => {
    expect(() => cookies.refuseOtherSites({ method: 'POST', headers })).toThrow('our own pages');
    expect(() => cookies.refuseOtherSites({ method: 'GET', headers })).not.toThrow();
  });
});

import { Rotating } from '#service/rotating.js';
import { UrlSigner } from './url-signer.js';

const signerWith = (...keys: string[]): UrlSigner => new UrlSigner({ signingKeys: new Rotating(keys.join('\n')) });
const [own, another] = ['k'.repeat(32), 'x'.repeat(32)];
const signer = signerWith(own);
const actor = { user_id: '0192d5a0-0000-7000-8000-000000000001' };
const file = '0192d5a0-0000-7000-8000-00000000000f';
const now = new Date('2026-11-22T12:01:00Z');

const queryOf = (path: string): Record<string, string> => Object.fromEntries(new URLSearchParams(path.split('?')[1]));
const signed = (): Record<string, string> => queryOf(signer.sign('GET', file, actor, now).path);
const code = (value: string): unknown => expect.objectContaining({ kind: 'forbidden', code: value });

describe('a signed URL', () => {
  it('tells whom it was given to', () => {
    expect(signer.verify('GET', file, signed(), now)).toEqual(actor);
  });

  it.each([
    ['another method', () => signer.verify('PUT', file, signed(), now)],
    ['another file', () => signer.verify('GET', actor.user_id, signed(), now)],
    ['another account', () => signer.verify('GET', file, { ...signed(), user: file }, now)],
    ['a later end', () => signer.verify('GET', file, { ...signed(), expires: '1900000000' }, now)],
    ['no signature', () => signer.verify('GET', file, { ...signed(), signature: undefined }, now)],
    ['two signatures', () => signer.verify('GET', file, { ...signed(), signature: ['a', 'b'] }, now)],
    ['another signature', () => signer.verify('GET', file, { ...signed(), signature: 'A'.repeat(43) }, now)],
    ['no query', () => signer.verify('GET', file, {}, now)],
  ])('is refused with %s', (_, verify) => {
    expect(verify).toThrow(code('file.bad_signature') as Error);
  });

  it('is refused under another key', () => {
    expect(() => signerWith(another).verify('GET', file, signed(), now)).toThrow(code('file.bad_signature') as Error);
  });

  it('is signed with the newest key, and good under each that is still there', () => {
    const both = signerWith(another, own);
    expect(both.verify('GET', file, signed(), now)).toEqual(actor);
    const { path } = both.sign('GET', file, actor, now);
    expect(signerWith(another).verify('GET', file, queryOf(path), now)).toEqual(actor);
  });

  it('is good for five to ten minutes, and then refused', () => {
    const { path, expiresAt } = signer.sign('GET', file, actor, now);
    expect(expiresAt).toEqual(new Date('2026-11-22T12:10:00Z'));
    expect(() => signer.verify('GET', file, queryOf(path), new Date(expiresAt.getTime() - 1))).not.toThrow();
    expect(() => signer.verify('GET', file, queryOf(path), expiresAt)).toThrow(code('file.url_expired') as Error);
  });

  it('stays the same for a while, so that browsers find it in their cache', () => {
    const { path } = signer.sign('GET', file, actor, now);
    expect(signer.sign('GET', file, actor, new Date(now.getTime() + 200_000)).path).toBe(path);
    expect(signer.sign('GET', file, actor, new Date(now.getTime() + 300_000)).path).not.toBe(path);
  });
});

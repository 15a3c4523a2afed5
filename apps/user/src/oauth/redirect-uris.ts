import { invalid } from '#contracts/failure.js';

const hosts = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Whether an app may be sent back to an address (RFC 9700, 4.1; RFC 8252, 7): by HTTPS, to the person's own machine, or by a scheme of its
 * own, which has a dot in it so that no browser takes it for one that it knows, such as `javascript:`.
 */
export function mayReturnTo(uri: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(uri) || !URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  if (username || password) return false;
  if (protocol === 'https:') return true;
  return protocol === 'http:' ? hosts.includes(hostname) : protocol.includes('.');
}

/** `app.redirect_uri_invalid` (invalid) unless there are some, and apps may be sent back to all of them. */
export function refuseOthers(uris: string[]): void {
  if (uris.length > 0 && uris.every(mayReturnTo)) return;
  throw invalid(
    'app.redirect_uri_invalid',
    'redirect_uris',
    'one or more of https://…, http://127.0.0.1… or com.example.app:/…, without a #',
  );
}

/** Whether an app registered an address that it wants to be sent back to: to the letter, but for the port at a loopback address (RFC 8252, 7.3). */
export const isRegistered = (uris: string[], asked: string): boolean =>
  uris.some((each) => each === asked || (isLoopback(each) && withoutPort(each) === withoutPort(asked)));

const isLoopback = (uri: string): boolean => /^http:\/\/(127\.0\.0\.1|\[::1\])(:\d+)?(?![^/?])/.test(uri);

const withoutPort = (uri: string): string => uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d{1,5}(?![^/?])/, '$1');

/** An address with more in its query. */
export function withAnswer(uri: string, answer: Record<string, string | undefined>): string {
  const said = Object.entries(answer).filter((each): each is [string, string] => each[1] !== undefined);
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(said).toString()}`;
}

/** To whom an address leads, for a person to recognise: the site, or the scheme of a program's own. */
export function siteOf(uri: string): string {
  const { protocol, origin } = new URL(uri);
  return protocol === 'https:' || protocol === 'http:' ? origin : protocol;
}

import { Failure } from '#contracts/failure.js';
import type { AppCredentials } from '#contracts/oauth.contract.js';

/** What a request says about which app sends it: in its body, or in its header (RFC 6749, 2.3.1), and not in both. */
export function withHeader<T extends AppCredentials>(body: T, authorization: string | undefined): T {
  const basic = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (!basic) return body;
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  const client_id = plain(id);
  if (body.client_secret || (body.client_id ?? client_id) !== client_id)
    throw new Failure('invalid', 'oauth.invalid_request', 'An app says once who it is: in the header, or in the body.');
  return { ...body, client_id, client_secret: plain(secret.join(':')) };
}

/** Both are written as in a form before they are put together. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import type { Http } from './http.js';

/** A mail as its reader gets it. */
export interface ReadMail {
  /** The `Message-ID`: the same mail has the same one. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** What the link in it has after its `#`. */
  token: string | undefined;
}

/** The mails for an address that were written to a folder, the oldest first. */
export function mailsTo(folder: string, address: string): ReadMail[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return files
    .sort()
    .map((name) => readMail(readFileSync(join(folder, name), 'utf8')))
    .filter(({ to }) => to.toLowerCase() === address.toLowerCase());
}

/** Waits for a mail to an address whose subject has these words. */
export function mailAbout(folder: string, address: string, words: string): Promise<ReadMail> {
  return eventually(() => {
    const mail = mailsTo(folder, address).findLast(({ subject }) => subject.includes(words));
    if (!mail) throw new Error(`There is no mail to ${address} about “${words}”`);
    return mail;
  });
}

/** Lets somebody who registered with the running system follow the link in the mail that asks whether the address is theirs. */
export async function confirmAddress(http: Http, address: string): Promise<void> {
  const { token } = await mailAbout(mailFolder(), address, 'Is this your address');
  const { status } = await http.post('/api/v1/auth/email/confirm', { token });
  if (status !== 204) throw new Error(`Confirming ${address} answered ${status}`);
}

/** Where the running system writes mails. */
export const mailFolder = (): string => join(process.env.ERRAND_STACK_DIR ?? '', 'mail');

/** Reads a message of the plain structure that this system writes (RFC 5322, RFC 2045). */
export function readMail(message: string): ReadMail {
  const text = message.replaceAll('\r\n', '\n');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1] ?? '';
  const part = /^Content-Type: text\/plain[^]*?\n\n([^]*?)\n--/m.exec(text);
  const encoded = part?.[1] ?? '';
  const isQuoted = (part?.[0] ?? '').includes('Content-Transfer-Encoding: quoted-printable');
  const words = isQuoted
    ? encoded
        .replace(/=\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : encoded;
  return {
    id: header('Message-ID'),
    to: header('To'),
    subject: header('Subject'),
    text: words,
    token: /#([\w-]{43})\b/.exec(words)?.[1],
  };
}

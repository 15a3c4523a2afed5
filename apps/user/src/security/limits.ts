import { currentTrace } from '#service/trace.js';
import type { Bucket } from './throttle.js';

const quarter = 900;

/** An address, or of IPv6 the network that one customer has: 64 bits of it. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const start = head.split(':').filter(Boolean);
  const end = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
  const groups = [...start, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...end];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

const here = (): string => networkOf(currentTrace()?.client?.address ?? '');

/** Who guesses the password of an account from one address: five times, then ever more slowly. */
export const pairOf = (email: string): Bucket => ({
  name: `sign-in ${email} from ${here()}`,
  free: 5,
  longest: quarter,
  memory: 60,
});

/** Who guesses passwords of many accounts from one address. */
export const addressOf = (): Bucket => ({ name: `sign-in from ${here()}`, free: 100, longest: quarter, memory: 60 });

/** Who guesses the password of an account from many addresses: a minute at most, for its holder may be at a new one, too. */
export const accountOf = (email: string): Bucket => ({
  name: `sign-in ${email}`,
  free: 50,
  longest: 60,
  memory: 60,
});

/** Who guesses the password or a code of an account that they are in already, or know the password of. */
export const holderOf = (accountId: string): Bucket => ({
  name: `holder ${accountId}`,
  free: 10,
  longest: quarter,
  memory: 60,
});

/** Mails that somebody who need not be the recipient lets be sent to an address. */
export const mailsTo = (email: string): Bucket => ({ name: `mail ${email}`, free: 5, longest: quarter, memory: 60 });

/** Mails that are asked for from one address. */
export const mailsFrom = (): Bucket => ({ name: `mail from ${here()}`, free: 50, longest: quarter, memory: 60 });

/** Mails to strangers that the holder of an account lets be sent. */
export const holderMails = (accountId: string): Bucket => ({
  name: `mails by ${accountId}`,
  free: 10,
  longest: quarter,
  memory: 60,
});

import { networkOf } from '#service/network.js';
import { currentTrace } from '#service/trace.js';
import type { Bucket } from './throttle.js';

const quarter = 900;

const here = (): string => networkOf(currentTrace()?.client?.address ?? '');

/** Who guesses the password of an account from one address: five times, then ever more slowly. */
export const pairOf = (email: string): Bucket => ({
  name: `sign-in ${email} from ${here()}`,
  free: 5,
  longest: quarter,
  memory: 60,
});

/** What is counted by the address that asks; nothing where it is not known. */
const perAddress = (what: string, free: number): Bucket[] =>
  here() ? [{ name: `${what} from ${here()}`, free, longest: quarter, memory: 60 }] : [];

/** Who guesses passwords of many accounts from one address. */
export const addressOf = (): Bucket[] => perAddress('sign-in', 100);

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
export const mailsFrom = (): Bucket[] => perAddress('mail', 50);

/** Mails to strangers that the holder of an account lets be sent. */
export const holderMails = (accountId: string): Bucket => ({
  name: `mails by ${accountId}`,
  free: 10,
  longest: quarter,
  memory: 60,
});

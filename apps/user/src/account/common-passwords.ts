import { Failure } from '#contracts/failure.js';

/** Shorter ones are refused by their length. */
const shortest = 8;

let loading: Promise<Set<string>> | undefined;

/**
 * The passwords of leaks that are tried first, in lower case: the list of zxcvbn-ts (MIT licence), which is made from
 * collections of leaked passwords. It is read when the first password is chosen.
 */
async function load(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const all = dictionary['passwords-common'] as readonly string[];
  return new Set(all.filter(({ length }) => length >= shortest));
}

/** What whoever guesses knows of somebody. */
interface Known {
  email: string;
  fullName?: string;
}

/**
 * Refuses a password that whoever guesses tries first: one of the common ones, or one that is the person's own name or address.
 * `password.common` (invalid), which blames `field`.
 */
export async function refuseCommon(password: string, field: string, { email, fullName = '' }: Known): Promise<void> {
  const word = password.normalize('NFKC').toLowerCase().trim();
  const own = [email, email.split('@')[0], fullName].map((each) => each?.toLowerCase());
  const isCommon = (await (loading ??= load())).has(word) || /^(.{1,3})\1+$/u.test(word);
  if (!isCommon && !own.includes(word)) return;
  throw new Failure('invalid', 'password.common', 'This password is among those that are guessed first.', {
    field,
    expected: 'a password that is harder to guess, such as a few words',
  });
}

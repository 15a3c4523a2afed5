import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { refuseLate } from '#service/deadline.js';
import { Turns } from '#service/turns.js';

/** Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at a time would not be faster, and what the threads have been given cannot be taken back. */
const turns = new Turns(availableParallelism());

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** Compared with when there is no account, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword('nobody has this password');

/**
 * Whether the password is the account's. Without an account, or a password, it takes the same time, and is false. `mayTry` is asked when it is this
 * one's turn, and refuses by throwing.
 */
export async function passwordMatches(
  passwordHash: string | null | undefined,
  password: string,
  mayTry: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const compared = passwordHash ?? (await nobody);
  const matches = await inTurn(async () => {
    await mayTry();
    return verify(compared, password);
  });
  return matches && typeof passwordHash === 'string';
}

/** `request.late` (unavailable) when the time for the request is over before it is its turn. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return turns.take(async () => {
    refuseLate();
    return work();
  });
}

import { availableParallelism } from 'node:os';
import { refuseLate } from '#service/deadline.js';
import { Turns } from '#service/turns.js';
import { assureBinary, whenNeeded } from '#service/when-needed.js';

/** It takes 3 MB as soon as it is loaded. */
const argon2 = whenNeeded<typeof import('@node-rs/argon2')>('@node-rs/argon2');
assureBinary('@node-rs/argon2');

/** Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at a time would not be faster, and what the threads have been given cannot be taken back. */
const turns = new Turns(availableParallelism());

export const hashPassword = (password: string): Promise<string> => inTurn(() => argon2().hash(password, cost));

/**
 * Compared with when there is no account, so that an unknown address takes as long as a wrong password: the hash of a password that
 * nobody knows, of the same cost.
 */
export const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$9wZD0uAAg11pp33e4I4UEw$I1q/Qe0z1evvJqFz3OB9knwQHJrlYz+Y7NZmhUJV/K8';

/**
 * Whether the password is the account's. Without an account, or a password, it takes the same time, and is false. `mayTry` is asked when it is this
 * one's turn, and refuses by throwing.
 */
export async function passwordMatches(
  passwordHash: string | null | undefined,
  password: string,
  mayTry: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const matches = await inTurn(async () => {
    await mayTry();
    return argon2().verify(passwordHash ?? nobody, password);
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

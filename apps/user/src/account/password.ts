import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Compared with when there is no account, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword('nobody has this password');

/** Whether the password is the account's. Without an account it takes the same time, and is false. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== undefined;
}

import { createHash } from 'node:crypto';

/** Injection token: 32 bytes that are not in the database, from which what is kept secret in it cannot be read without. */
export const SECRETS_KEY = Symbol('SECRETS_KEY');

export const secretsKey = (setting: string): Buffer => createHash('sha256').update(setting).digest();

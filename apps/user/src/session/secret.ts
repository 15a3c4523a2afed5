import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text; nobody can guess one, so a fast hash is enough to keep it. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

const keyFor = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'errand sealed secrets', 32));

/** Encrypts a secret (AES-256-GCM) so that it opens with the same key, and for the same owner, only. */
export function seal(secret: string, owner: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keyFor(key), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed with one of these keys, and whether that was the first; throws when it was none. */
export function unsealAny(sealed: Buffer, owner: string, keys: Buffer[]): { secret: string; isNewest: boolean } {
  for (const [index, key] of keys.entries()) {
    try {
      return { secret: unseal(sealed, owner, key), isNewest: index === 0 };
    } catch (error) {
      if (index === keys.length - 1) throw error;
    }
  }
  throw new Error('There is no key');
}

/** What was sealed; throws when the key, the owner or a byte is another. */
export function unseal(sealed: Buffer, owner: string, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key), sealed.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  return decipher.update(sealed.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
}

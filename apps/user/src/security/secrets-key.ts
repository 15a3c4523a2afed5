import { createHash } from 'node:crypto';
import type { Rotating } from '#service/rotating.js';
import { keyLines } from '#service/secret-keys.js';

/**
 * Keys of 32 bytes that are not in the database, and without which nobody can read what is kept secret in it. The first is
 * for what is new; the others are for what was there before it, until that is used.
 */
export class SecretsKeys {
  private readonly keys: () => Buffer[];

  constructor(setting: Rotating) {
    this.keys = setting.as((text) => keyLines(text).map((line) => createHash('sha256').update(line).digest()));
  }

  /** The newest first. */
  get all(): Buffer[] {
    return this.keys();
  }

  get newest(): Buffer {
    return this.all[0];
  }
}

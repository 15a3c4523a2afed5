import { createHash } from 'node:crypto';
import type { Environment } from '#service/environment.js';
import type { Rotating } from '#service/rotating.js';

const shortest = 32;

/** `SECRETS_KEY`: a key a line, the newest first; each of at least 32 characters. */
export const secretsSetting = (environment: Environment): Rotating =>
  environment.rotating('SECRETS_KEY', (value) =>
    linesOf(value).every(({ length }) => length >= shortest)
      ? ''
      : `should have at least ${shortest} characters a line`,
  );

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

/**
 * Keys of 32 bytes that are not in the database, and without which nobody can read what is kept secret in it. The first is
 * for what is new; the others are for what was there before it, until that is used.
 */
export class SecretsKeys {
  private readonly keys: () => Buffer[];

  constructor(setting: Rotating) {
    this.keys = setting.as((text) => linesOf(text).map((line) => createHash('sha256').update(line).digest()));
  }

  /** The newest first. */
  get all(): Buffer[] {
    return this.keys();
  }

  get newest(): Buffer {
    return this.all[0];
  }
}

import type { Environment } from './environment.js';
import type { Rotating } from './rotating.js';

const shortest = 32;

/** A variable with secret keys, one a line, the newest first; each of at least 32 characters. */
export const secretKeys = (environment: Environment, name: string): Rotating =>
  environment.rotating(name, (value) =>
    keyLines(value).every(({ length }) => length >= shortest)
      ? ''
      : `should have at least ${shortest} characters a line`,
  );

/** The keys in such a variable. */
export const keyLines = (text: string): string[] => text.split('\n').map((line) => line.trim());

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Answers how to get a package that is loaded when somebody first needs it, and at once: it takes milliseconds, and what is worked
 * out with it need not wait. A package that is not installed is missed here, at the start, and not by the first who needs it.
 *
 * @param name of a package, or of a part of one
 */
export function whenNeeded<T>(name: string): () => T {
  require.resolve(name);
  let loaded: T | undefined;
  return () => (loaded ??= require(name) as T);
}

/** Misses a package that was compiled for another platform than this: its binaries are packages of their own, of which npm installs what fits. */
export function assureBinary(name: string): void {
  const described = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const isThere = (binary: string): boolean => {
    try {
      return require.resolve(binary) !== '';
    } catch {
      return false;
    }
  };
  if (!Object.keys(described.optionalDependencies).some(isThere))
    throw new Error(`${name} has no binary for this platform`);
}

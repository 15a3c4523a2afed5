import { createRequire, Module } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Puts something small in the place of a CommonJS module that a package would load and this process does not need. It works
 * before that package is loaded: what calls this is imported first in `main.ts`. A module that there is no more is missed at the start.
 *
 * @param loader the package that loads the module
 * @param name as the package may write it: `./driver/DriverFactory.js` of its own, or that of another package
 * @param exports what whoever requires the module gets
 */
export function standIn(loader: string, name: string, exports: object): void {
  const file = createRequire(require.resolve(loader)).resolve(name);
  require.cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports });
}

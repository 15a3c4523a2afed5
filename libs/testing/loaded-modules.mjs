import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** For `node --import`: adds the path or the address of each module that a program loads to the file LOADED_MODULES, a line each. */
const list = process.env.LOADED_MODULES ?? '';

if (isMainThread) {
  const { cache } = createRequire(import.meta.url);
  register(import.meta.url);
  process.on('exit', () => appendFileSync(list, Object.keys(cache).join('\n')));
}

/** What Node calls for each module that is imported. */
export function load(url, context, next) {
  appendFileSync(list, `${url}\n`);
  return next(url, context);
}

import { setFlagsFromString } from 'node:v8';

/** Who starts Node with one of these has chosen how code is compiled. */
const chosen = /--(jitless|lite-mode|(no-?)?(opt|turbofan))\b/;

/**
 * Does some work that is done once, such as loading modules, while V8 optimizes nothing of it for speed. The optimizing compiler
 * works on threads of its own, and leaves each with megabytes that are not given back. What is used after that is optimized as ever.
 */
export async function unoptimized<T>(work: () => Promise<T>): Promise<T> {
  if (chosen.test([...process.execArgv, process.env.NODE_OPTIONS].join(' '))) return work();
  setFlagsFromString('--no-opt');
  try {
    return await work();
  } finally {
    setFlagsFromString('--opt');
  }
}

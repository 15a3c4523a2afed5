import { findExecutable } from '../process/executable.mjs';
import { Problem } from '../problem.mjs';
import { installPackages } from './debian.mjs';

/** Chromium without a window is first: it does the same with half of the work. */
const PACKAGE = 'chromium-headless-shell';
const NAMES = [PACKAGE, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const HELP = `The browser tests need Chromium or Chrome. Install it (Debian: sudo apt-get install ${PACKAGE}), or set
CHROMIUM_PATH to its program, then run the same command again.`;

/**
 * The Chromium on this machine, which on Debian is installed when there is none.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<string>} the path of its program
 */
export async function ensureBrowser(env, { say }) {
  const found = env.CHROMIUM_PATH ?? findExecutable(...NAMES);
  if (found !== undefined) return found;
  await installPackages([PACKAGE], { say, otherwise: HELP });
  const installed = findExecutable(...NAMES);
  if (installed === undefined) throw new Problem(HELP);
  return installed;
}

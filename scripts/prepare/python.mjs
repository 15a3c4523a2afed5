import { findExecutable } from '../process/executable.mjs';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';
import { installPackages } from './debian.mjs';

const HELP = `The test of the consumer in Python needs Python 3 with the package pika. Install them (Debian: sudo apt-get install
python3-pika; elsewhere: pip install pika in a virtual environment), or set PYTHON_PATH to a Python that has it, then run the
same command again.`;

/** The distribution's own, where another one comes first on the PATH. */
const DEBIAN_PYTHON = '/usr/bin/python3';

/**
 * A Python with pika on this machine, which on Debian is installed when there is none.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ say: (line: string) => void }} options
 * @returns {Promise<string>} the path of its program
 */
export async function ensurePython(env, { say }) {
  if (env.PYTHON_PATH !== undefined) return env.PYTHON_PATH;
  const found = await findPython();
  if (found !== undefined) return found;
  await installPackages(['python3-pika'], { say, otherwise: HELP });
  if (await hasPika(DEBIAN_PYTHON)) return DEBIAN_PYTHON;
  throw new Problem(HELP);
}

async function findPython() {
  for (const python of [findExecutable('python3'), DEBIAN_PYTHON]) {
    if (python !== undefined && (await hasPika(python))) return python;
  }
  return undefined;
}

const hasPika = async (python) => (await run(python, ['-c', 'import pika'])).code === 0;

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startInfrastructure, stopInfrastructure } from '../infrastructure.mjs';
import { isExternal } from './urls.mjs';

const PREFIX = 'servers-';
const ANY_PORT = { DATABASE_PORT: undefined, BROKER_PORT: undefined };

/**
 * Databases with a broker, each pair for one user at a time, in folders under `dir`. They are started when they are asked for
 * and none is free that was used for the same before: what one kind of tests leaves there is nothing that another has to stand.
 * Of servers that somebody else runs there is one pair, and who asks waits for it.
 *
 * @param {{ dir: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} options
 */
export function serverPool({ dir, env = process.env, signal }) {
  const { database, broker } = isExternal(env);
  const limit = database || broker ? 1 : Infinity;
  const free = [];
  const waiting = [];
  let started = 0;

  const start = async (say) => {
    const folder = join(dir, `${PREFIX}${++started}`);
    const servers = await startInfrastructure({ dir: folder, env: { ...env, ...ANY_PORT }, say, signal });
    await servers.ready;
    return {
      ...servers.env,
      ERRAND_TEST_ADMIN_DATABASE_URL: servers.administratorUrl,
      ERRAND_TEST_SERVING: JSON.stringify(servers.serving ?? {}),
      ERRAND_TEST_BROKER_URL: servers.operatorUrl,
    };
  };
  return {
    /** At most how many pairs there can be. */
    limit,
    /**
     * @param {(line: string) => void} say
     * @param {string} use what it is for
     * @returns {Promise<Record<string, string>>} the addresses of a pair, until it is given back
     */
    async take(say, use) {
      const index = free.findIndex((each) => each.use === use || started === limit);
      if (index >= 0) return free.splice(index, 1)[0].pair;
      if (started < limit) return start(say);
      return new Promise((resolve) => waiting.push(resolve));
    },
    /** @param {Record<string, string>} pair @param {string} use what it was for */
    giveBack(pair, use) {
      const next = waiting.shift();
      if (next) next(pair);
      else free.push({ pair, use });
    },
  };
}

/**
 * Stops all that runs on behalf of a folder and of the pairs under it, and removes it.
 *
 * @param {string} dir
 */
export async function removePool(dir) {
  await stopInfrastructure(dir);
  const pairs = existsSync(dir) ? readdirSync(dir).filter((name) => name.startsWith(PREFIX)) : [];
  await Promise.all(pairs.map((name) => stopInfrastructure(join(dir, name), { data: true })));
  rmSync(dir, { recursive: true, force: true });
}

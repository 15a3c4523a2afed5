import { join } from 'node:path';
import { run } from './process/job.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { SCHEMAS } from './servers/accounts.mjs';
import { ownSettings, services } from './services.mjs';

/**
 * Brings the schemas up to date, each by a process of its own that ends then, so that the services can work with accounts that may
 * not change them. Answers the settings of those.
 *
 * @param {Record<string, string> | undefined} serving the addresses for the services; undefined where somebody else made the
 *   accounts, and services bring their schemas up to date by themselves
 * @param {{ env: NodeJS.ProcessEnv, onLine: (name: string, line: string) => void }} options
 * @returns {Promise<Record<string, string>>}
 */
export async function migrateSchemas(serving, { env, onLine }) {
  if (!serving || env.MIGRATED_BY) return {};
  const names = SCHEMAS.map((schema) => schema.replace('errand_', ''));
  await Promise.all(
    names.map(async (name) => {
      const args = [join(root, services[name].main), 'migrate'];
      const { code } = await run(process.execPath, args, {
        cwd: root,
        env: ownSettings(name, env),
        onLine: (line) => onLine(name, line),
      });
      if (code !== 0) throw new Problem(`The schema of ${name} could not be brought up to date: see above.`);
    }),
  );
  return { ...serving, MIGRATED_BY: 'job' };
}

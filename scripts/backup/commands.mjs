import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dumpSchemas } from '../../libs/database/dump.mjs';
import { Problem } from '../problem.mjs';
import { SCHEMAS } from '../servers/accounts.mjs';
import { packFiles, unpackFiles } from './files.mjs';
import { countAccounts, loadSchema } from './load.mjs';

/**
 * @typedef {{ data: unknown, text: string }} Answer the same for programs and for people
 */

/**
 * Writes databases and files to a new folder: first all schemas at one moment, then the files, which are written once and
 * never changed, so that each file that a schema knows is there.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @returns {Promise<Answer>}
 */
export async function backup(env, folder) {
  const target = resolve(folder);
  if (existsSync(target)) throw new Problem(`${target} is there already: name a new folder.`);
  const url = env.ADMINISTRATOR_DATABASE_URL ?? env.DATABASE_URL;
  if (!url) {
    throw new Problem(
      'Set ADMINISTRATOR_DATABASE_URL to the address of an account that may read all schemas: mysql://root:…',
    );
  }
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const taken = new Date().toISOString();
  const rows = await dumpSchemas(url, SCHEMAS, (schema) => dumpOf(target, schema));
  await packFiles(env, filesOf(target));
  const data = { taken, rows, file_bytes: statSync(filesOf(target)).size };
  // last: a folder without it is not a whole backup
  writeFileSync(manifestOf(target), `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
  const sum = Object.values(rows).reduce((total, count) => total + count, 0);
  return {
    data,
    text: `${target}: ${sum} rows of ${SCHEMAS.length} schemas, and the files. Keep the secrets with it.`,
  };
}

/**
 * Puts a backup back, into an installation that has no accounts yet, or instead of what is there.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder or the file that a service wrote before it changed its schema
 * @param {{ yes?: boolean }} options
 * @returns {Promise<Answer>}
 */
export async function restore(env, folder, { yes }) {
  const source = resolve(folder);
  const one = SCHEMAS.find((schema) => isDumpOf(source, schema));
  if (one) return restoreSchema(env, source, one, { yes });
  if (!existsSync(manifestOf(source))) throw new Problem(`${source} is not a whole backup: it has no ${manifest}.`);
  const urls = Object.fromEntries(SCHEMAS.map((schema) => [schema, urlOf(env, schema)]));
  const accounts = await countAccounts(urls.errand_user);
  if (accounts > 0 && !yes) {
    throw new Problem(`There are ${accounts} accounts here, which would be lost with all that is theirs: say --yes.`);
  }
  for (const schema of SCHEMAS) await loadSchema(urls[schema], dumpOf(source, schema));
  await unpackFiles(env, filesOf(source));
  return {
    data: { restored: source },
    text: `Restored ${source}. Restart all processes now: some remember what was there.`,
  };
}

/** Puts back what a service wrote before it changed its schema. */
async function restoreSchema(env, file, schema, { yes }) {
  if (!yes) throw new Problem(`All that ${schema} has is replaced by what ${file} has: say --yes.`);
  await loadSchema(urlOf(env, schema), file);
  return { data: { restored: file }, text: `Restored ${schema}. Start the version that it is of.` };
}

const isDumpOf = (file, schema) => existsSync(file) && new RegExp(`/${schema}-[^/]*\\.sql\\.gz$`).test(file);
const manifest = 'backup.json';
const manifestOf = (folder) => join(folder, manifest);
const dumpOf = (folder, schema) => join(folder, `${schema}.sql.gz`);
const filesOf = (folder) => join(folder, 'files.tar');

function urlOf(env, schema) {
  const variable = `${schema.replace('errand_', '').toUpperCase()}_DATABASE_URL`;
  if (!env[variable]) throw new Problem(`Which database? Set ${variable}, or run this where Errand was started.`);
  return env[variable].replace(/^mariadb:/, 'mysql:');
}

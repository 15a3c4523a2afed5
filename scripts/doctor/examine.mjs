import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBucket } from '../bucket/bucket.mjs';
import { root } from '../root.mjs';
import { BROKER_ACCOUNTS, SCHEMAS } from '../servers/accounts.mjs';
import { table } from '../table.mjs';
import { examineBucket } from './bucket.mjs';
import { examineBroker } from './broker.mjs';
import { examineDatabase } from './databases.mjs';
import { examineNode, examineProcesses, examineSpace } from './machine.mjs';

/**
 * Looks at everything that Errand needs, from this machine. It changes nothing.
 *
 * @param {NodeJS.ProcessEnv} env addresses in the variables that the processes have
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examine(env) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const services = SCHEMAS.map((schema) => schema.replace('errand_', ''));
  const brokers = BROKER_ACCOUNTS.map((name) => [name, env[`${name.toUpperCase()}_BROKER_URL`] ?? env.BROKER_URL]);
  const operator = env.OPERATOR_BROKER_URL ?? env.BROKER_URL;
  const found = await Promise.all([
    examineNode(engines.node),
    examineFiles(env),
    ...services.map((service) => {
      const url = env[`${service.toUpperCase()}_DATABASE_URL`] ?? env.DATABASE_URL;
      return examineDatabase(service, url, { migratedByJob: env.MIGRATED_BY === 'job' });
    }),
    examineBroker({ ...Object.fromEntries(brokers), operator }),
    examineProcesses(env),
  ]);
  return found.flat();
}

async function examineFiles(env) {
  const bucket = await openBucket(env);
  if (bucket) return examineBucket(bucket);
  return examineSpace('space for files', env.STORAGE_DIR ?? join(root, env.ERRAND_DIR ?? '.errand', 'blobs'));
}

/** @param {import('./finding.mjs').Finding[]} findings */
export function inWords(findings) {
  const count = (state) => findings.filter((each) => each.state === state).length;
  const columns = {
    '': ({ state }) => state,
    WHAT: ({ what }) => what,
    FOUND: ({ found }) => found,
    'WHAT TO DO': ({ todo }) => todo ?? '',
  };
  const sum = `${count('ok')} ok, ${count('warning')} warnings, ${count('problem')} problems`;
  return `${table(columns, findings)}\n${sum}`;
}

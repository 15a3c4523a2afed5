import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROKER_ACCOUNTS, OPERATOR, SCHEMAS } from './accounts.mjs';

/**
 * The passwords of the local stack, made on first use and kept in `<dir>/secrets.json`, which only its owner can read.
 *
 * @param {string} dir
 * @returns {{ database: Record<string, string>, broker: Record<string, string>, storageSigningKey: string, secretsKey: string }}
 *   passwords by account; `root` is the database's administrator
 */
export function readSecrets(dir) {
  const file = join(dir, 'secrets.json');
  const kept = readJson(file);
  const secrets = {
    database: passwords(['root', ...SCHEMAS], kept.database),
    broker: passwords([OPERATOR, ...BROKER_ACCOUNTS], kept.broker),
    storageSigningKey: kept.storageSigningKey ?? randomBytes(32).toString('base64url'),
    secretsKey: kept.secretsKey ?? randomBytes(32).toString('base64url'),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return secrets;
}

function passwords(accounts, kept = {}) {
  return Object.fromEntries(accounts.map((name) => [name, kept[name] ?? randomBytes(24).toString('base64url')]));
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

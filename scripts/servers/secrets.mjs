import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROKER_ACCOUNTS, DATABASE_ACCOUNTS, OPERATOR } from './accounts.mjs';

/**
 * The passwords of the local stack, made on first use and kept in `<dir>/secrets.json`, which only its owner can read.
 *
 * @param {string} dir
 * @typedef {{ database: Record<string, string>, broker: Record<string, string> }} Passwords by account; `root` is the
 *   database's administrator
 * @typedef {{ storageSigningKey: string, secretsKey: string, actorKey: string }} Keys
 * @returns {Passwords & Keys}
 */
export function readSecrets(dir) {
  const file = join(dir, 'secrets.json');
  const kept = readJson(file);
  const secrets = {
    database: passwords(['root', ...DATABASE_ACCOUNTS], kept.database),
    broker: passwords([OPERATOR, ...BROKER_ACCOUNTS], kept.broker),
    storageSigningKey: kept.storageSigningKey ?? randomBytes(32).toString('base64url'),
    secretsKey: kept.secretsKey ?? randomBytes(32).toString('base64url'),
    actorKey: kept.actorKey ?? newActorKey(),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return secrets;
}

/**
 * The public half of the key that the gateway signs with: services check its signatures by it.
 *
 * @param {string} actorKey
 */
export function publicActorKey(actorKey) {
  const key = createPublicKey({ key: Buffer.from(actorKey, 'base64'), format: 'der', type: 'pkcs8' });
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}

/** A private key of Ed25519, as the gateway reads it: the base64 of its PKCS #8. */
export function newActorKey() {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
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

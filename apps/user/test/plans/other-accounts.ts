import type { DataSource } from 'typeorm';
import { idToBytes, newId } from '#database/id.js';

const accounts = 3000;
const now = 'UTC_TIMESTAMP(3)';
const soon = `${now} + INTERVAL 1 DAY`;
/** An id that follows from the account's, of about the same moment. */
const id = (what: string): string => {
  const random = `LEFT(SHA2(CONCAT('${what}', HEX(id)), 256), 32)`;
  return `UNHEX(CONCAT(LEFT(HEX(id), 12), '7', MID(${random}, 14, 3), '8', MID(${random}, 18)))`;
};
const hash = (what: string): string => `UNHEX(SHA2(CONCAT('${what}', HEX(id)), 256))`;

/** What each has, so much that nobody would look through all of it. */
const statements = [
  `INSERT INTO session (id, account_id, created_at, last_used_at, idle_until, expires_at, device, address, cookie_hash)
   SELECT ${id('session')}, id, ${now}, ${now}, ${soon}, ${soon}, 'Firefox', '192.0.2.1', ${hash('cookie')} FROM account`,
  `INSERT INTO refresh_token (hash, session_id, expires_at) SELECT ${hash('refresh')}, id, ${soon} FROM session`,
  `INSERT INTO personal_token (id, account_id, name, hash, created_at)
   SELECT ${id('token')}, id, 'backup', ${hash('token')}, ${now} FROM account`,
  `INSERT INTO app (id, account_id, name, redirect_uris, secret_hash, created_at)
   SELECT ${id('app')}, id, 'Bridge', 'https://bridge.example.org/', ${hash('app')}, ${now} FROM account`,
  `INSERT INTO personal_token (id, account_id, app_id, name, hash, created_at)
   SELECT ${id('grant')}, account_id, id, 'Bridge', ${hash('grant')}, ${now} FROM app`,
  `INSERT INTO app_code (hash, app_id, account_id, scopes, expires_at)
   SELECT ${hash('code')}, id, account_id, 'data:read', ${soon} FROM app`,
  `INSERT INTO identity (id, account_id, provider, subject_hash, created_at)
   SELECT ${id('identity')}, id, 'corp', ${hash('subject')}, ${now} FROM account`,
  `INSERT INTO identity_question (hash, account_id, provider, state, nonce, verifier, expires_at)
   SELECT ${hash('way')}, id, 'corp', 'state', 'nonce', 'verifier', ${soon} FROM account LIMIT 500`,
  `INSERT INTO registration (id, email, password_hash, full_name, timezone, secret_hash, expires_at)
   SELECT ${id('registration')}, CONCAT('new', email), 'hash', 'Sam Doe', 'UTC', ${hash('wanted')}, ${soon}
   FROM account LIMIT 500`,
  `INSERT INTO ended_session (id, ended_at) SELECT ${id('ended')}, ${now} - INTERVAL 1 HOUR FROM account LIMIT 500`,
  `INSERT INTO security_event (id, account_id, act, happened_at)
   SELECT ${id('event')}, id, 'account.registered', ${now} FROM account`,
  `INSERT INTO security_origin (event_id, account_id, happened_at) SELECT id, account_id, happened_at FROM security_event`,
  `INSERT INTO mail (id, kind, recipient, account_id, requested_at, send_at)
   SELECT ${id('mail')}, 'verify', email, id, ${now}, ${soon} FROM account LIMIT 500`,
  `INSERT INTO mail_link (hash, account_id, purpose, email, expires_at)
   SELECT ${hash('link')}, id, 'verify', email, ${soon} FROM account`,
  `INSERT INTO attempt (bucket, failures, last_at, blocked_until) SELECT ${hash('attempt')}, 1, ${now}, ${now} FROM account`,
  `INSERT INTO totp (account_id, sealed, confirmed_at) SELECT id, 'sealed', ${now} FROM account`,
  `INSERT INTO recovery_code (account_id, hash) SELECT id, ${hash('code')} FROM account`,
  `INSERT INTO passkey (id, account_id, name, credential_hash, credential_id, public_key, counter, transports, created_at)
   SELECT ${id('passkey')}, id, 'Laptop', ${hash('passkey')}, HEX(id), 'key', 0, '', ${now} FROM account`,
  `INSERT INTO passkey_question (id, account_id, challenge, expires_at)
   SELECT ${id('question')}, id, 'challenge', ${soon} FROM account`,
  `INSERT INTO deletion (account_id, version, requested_at, tries, ask_again_at, completed_at)
   SELECT ${id('gone')}, 2, ${now} - INTERVAL 60 DAY, 1, ${now} - INTERVAL 60 DAY, ${now} - INTERVAL 59 DAY FROM account`,
  `INSERT INTO deletion_step (account_id, participant, purged_at) SELECT account_id, 'task', completed_at FROM deletion`,
  `INSERT INTO deletion (account_id, version, requested_at, tries, ask_again_at)
   SELECT ${id('going')}, 2, ${now} - INTERVAL 1 HOUR, 1, ${soon} FROM account LIMIT 20`,
  `INSERT INTO deletion_step (account_id, participant) SELECT account_id, 'task' FROM deletion WHERE completed_at IS NULL`,
];

/** Fills the service's tables with other people's accounts and what belongs to them. */
export async function seedOtherAccounts(dataSource: DataSource): Promise<void> {
  const at = new Date();
  const rows = Array.from({ length: accounts }, (_, n) => [
    idToBytes(newId()),
    `other${n}@example.org`,
    'hash',
    'Sam Doe',
    'UTC',
    1,
    at,
  ]);
  await dataSource.query(
    'INSERT INTO account (id, email, password_hash, full_name, timezone, version, created_at) VALUES ?',
    [rows],
  );
  for (const sql of statements) await dataSource.query(sql);
}

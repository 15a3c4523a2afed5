import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Days that lines stay in any case, in SQL; of what was tried at addresses without an account, nothing is kept for long. */
const kept = { security_event: '365', security_origin: 'IF(OLD.account_id IS NULL, 30, 365)' } as const;

const triggers = Object.entries(kept).flatMap(([table, days]) => [
  `CREATE TRIGGER IF NOT EXISTS ${table}_unchanged BEFORE UPDATE ON ${table} FOR EACH ROW
   SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The security log is append-only'`,
  `CREATE TRIGGER IF NOT EXISTS ${table}_kept BEFORE DELETE ON ${table} FOR EACH ROW
   IF OLD.happened_at > UTC_TIMESTAMP(3) - INTERVAL ${days} DAY THEN
     SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The security log is kept for longer';
   END IF`,
]);

/** A server that writes a binary log lets only its administrator add triggers, unless it is told otherwise. */
const notAllowed = 1419;

const logger = new Logger('SecurityLog');

/**
 * Has the database itself refuse to change or remove lines of the security log. Where a person is told of goes with the account all the
 * same: actions of foreign keys run no triggers, on MySQL as on MariaDB. To be called whenever the schema has been brought up to date, since
 * backups hold no triggers, by an account that may make them; one that may only read and write lines cannot remove them.
 */
export async function guardLog(dataSource: DataSource): Promise<void> {
  const there = await dataSource.query<unknown[]>(
    `SELECT 1 FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND event_object_table IN (?)`,
    [Object.keys(kept)],
  );
  if (there.length === triggers.length) return;
  try {
    for (const trigger of triggers) await dataSource.query(trigger);
  } catch (error) {
    if ((error as { errno?: number }).errno !== notAllowed) throw error;
    logger.warn('The database does not guard the security log: set log_bin_trust_function_creators = 1 there');
  }
}

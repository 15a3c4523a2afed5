import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that tell where they are used and end by themselves, those that were ended lately, and what happened to accounts. */
export class KeepSessions1764000140000 implements MigrationInterface {
  readonly name = 'KeepSessions1764000140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session
        ADD COLUMN cookie_hash BINARY(32) NULL,
        ADD COLUMN device VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL DEFAULT '',
        ADD COLUMN address VARCHAR(45) CHARACTER SET ascii NOT NULL DEFAULT '',
        ADD COLUMN last_used_at DATETIME(3) NULL,
        ADD COLUMN idle_until DATETIME(3) NULL,
        ADD COLUMN expires_at DATETIME(3) NULL,
        ADD UNIQUE KEY session_cookie (cookie_hash)`);
    await runner.query(`
      UPDATE session SET last_used_at = created_at, idle_until = UTC_TIMESTAMP(3) + INTERVAL 30 DAY,
        expires_at = UTC_TIMESTAMP(3) + INTERVAL 90 DAY`);
    await runner.query(`
      ALTER TABLE session
        MODIFY last_used_at DATETIME(3) NOT NULL,
        MODIFY idle_until DATETIME(3) NOT NULL,
        MODIFY expires_at DATETIME(3) NOT NULL`);
    await runner.query(`
      CREATE TABLE ended_session (
        id BINARY(16) NOT NULL PRIMARY KEY,
        ended_at DATETIME(3) NOT NULL,
        KEY ended_session_time (ended_at)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE security_event (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        act VARCHAR(50) CHARACTER SET ascii NOT NULL,
        happened_at DATETIME(3) NOT NULL,
        address VARCHAR(45) CHARACTER SET ascii NULL,
        device VARCHAR(200) NULL,
        detail VARCHAR(512) NULL,
        KEY security_event_account (account_id, id),
        CONSTRAINT security_event_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_event');
    await runner.query('DROP TABLE ended_session');
    await runner.query(`
      ALTER TABLE session DROP KEY session_cookie, DROP COLUMN cookie_hash, DROP COLUMN device, DROP COLUMN address,
        DROP COLUMN last_used_at, DROP COLUMN idle_until, DROP COLUMN expires_at`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that are to be sent, the links in them, and which addresses are known to be somebody's. */
export class SendMails1764000150000 implements MigrationInterface {
  readonly name = 'SendMails1764000150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD COLUMN email_verified_at DATETIME(3) NULL');
    await runner.query(`
      CREATE TABLE mail (
        id BINARY(16) NOT NULL PRIMARY KEY,
        kind VARCHAR(30) CHARACTER SET ascii NOT NULL,
        recipient VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        account_id BINARY(16) NULL,
        requested_at DATETIME(3) NOT NULL,
        send_at DATETIME(3) NOT NULL,
        tries INT UNSIGNED NOT NULL DEFAULT 0,
        KEY mail_due (send_at),
        CONSTRAINT mail_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE mail_link (
        hash BINARY(32) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        purpose VARCHAR(30) CHARACTER SET ascii NOT NULL,
        email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        used_at DATETIME(3) NULL,
        KEY mail_link_expiry (expires_at),
        CONSTRAINT mail_link_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_link');
    await runner.query('DROP TABLE mail');
    await runner.query('ALTER TABLE account DROP COLUMN email_verified_at');
  }
}

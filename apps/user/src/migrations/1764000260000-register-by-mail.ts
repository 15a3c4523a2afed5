import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that somebody wants to open, until the mail about it is answered; the id is that of the mail. */
export class RegisterByMail1764000260000 implements MigrationInterface {
  readonly name = 'RegisterByMail1764000260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registration (
        id BINARY(16) NOT NULL PRIMARY KEY,
        email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        password_hash VARCHAR(255) CHARACTER SET ascii NOT NULL,
        full_name VARCHAR(512) NOT NULL,
        timezone VARCHAR(64) NOT NULL,
        secret_hash BINARY(32) NULL,
        expires_at DATETIME(3) NOT NULL,
        UNIQUE KEY registration_secret (secret_hash),
        KEY registration_email (email),
        KEY registration_expiry (expires_at)
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registration');
  }
}

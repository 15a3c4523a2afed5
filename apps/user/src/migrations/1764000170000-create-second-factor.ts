import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors: the sealed secrets of apps that make codes, and hashes of the codes for when the app is lost. */
export class CreateSecondFactor1764000170000 implements MigrationInterface {
  readonly name = 'CreateSecondFactor1764000170000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE totp (
        account_id BINARY(16) NOT NULL PRIMARY KEY,
        sealed VARBINARY(255) NOT NULL,
        confirmed_at DATETIME(3) NULL,
        last_step BIGINT UNSIGNED NOT NULL DEFAULT 0,
        CONSTRAINT totp_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE recovery_code (
        account_id BINARY(16) NOT NULL,
        hash BINARY(32) NOT NULL,
        PRIMARY KEY (account_id, hash),
        CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_code');
    await runner.query('DROP TABLE totp');
  }
}

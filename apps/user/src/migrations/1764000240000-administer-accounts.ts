import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrators, accounts that are disabled, who may register, and what the command line has the service do. */
export class AdministerAccounts1764000240000 implements MigrationInterface {
  readonly name = 'AdministerAccounts1764000240000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account
        ADD COLUMN is_admin BOOLEAN NOT NULL DEFAULT FALSE,
        ADD COLUMN disabled_at DATETIME(3) NULL,
        ADD KEY account_admin (is_admin)`);
    await runner.query('UPDATE account SET is_admin = TRUE ORDER BY id LIMIT 1');
    await runner.query(`
      CREATE TABLE installation (
        slot TINYINT UNSIGNED NOT NULL PRIMARY KEY,
        registration_open BOOLEAN NOT NULL
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query('INSERT INTO installation (slot, registration_open) VALUES (1, TRUE)');
    await runner.query(`
      CREATE TABLE operator_order (
        id BINARY(16) NOT NULL PRIMARY KEY,
        act VARCHAR(50) CHARACTER SET ascii NOT NULL,
        account_id BINARY(16) NULL,
        ordered_at DATETIME(3) NOT NULL,
        done_at DATETIME(3) NULL,
        refusal VARCHAR(500) NULL,
        KEY operator_order_waiting (done_at, id)
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_order');
    await runner.query('DROP TABLE installation');
    await runner.query('ALTER TABLE account DROP KEY account_admin, DROP COLUMN is_admin, DROP COLUMN disabled_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The deletions of accounts, step by step. They stay when they are done, and hold nothing of a person but the id. */
export class CreateDeletion1764000120000 implements MigrationInterface {
  readonly name = 'CreateDeletion1764000120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deletion (
        account_id BINARY(16) NOT NULL PRIMARY KEY,
        version INT UNSIGNED NOT NULL,
        requested_at DATETIME(3) NOT NULL,
        tries INT UNSIGNED NOT NULL,
        ask_again_at DATETIME(3) NOT NULL,
        completed_at DATETIME(3) NULL,
        KEY deletion_due (completed_at, ask_again_at)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE deletion_step (
        account_id BINARY(16) NOT NULL,
        participant VARCHAR(50) NOT NULL,
        purged_at DATETIME(3) NULL,
        PRIMARY KEY (account_id, participant),
        KEY deletion_step_waiting (purged_at, participant),
        CONSTRAINT deletion_step_deletion FOREIGN KEY (account_id) REFERENCES deletion (account_id)
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deletion_step');
    await runner.query('DROP TABLE deletion');
  }
}

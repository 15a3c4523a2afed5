import type { MigrationInterface, QueryRunner } from 'typeorm';

const options = 'DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci';

/** What is on its way into a file, or out of one. */
export class CreateTransfer1764000302000 implements MigrationInterface {
  readonly name = 'CreateTransfer1764000302000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE transfer (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        things INT UNSIGNED NOT NULL DEFAULT 0,
        created_at DATETIME(3) NOT NULL,
        KEY transfer_person (user_id),
        KEY transfer_age (created_at)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE transfer_page (
        transfer_id BINARY(16) NOT NULL,
        number INT UNSIGNED NOT NULL,
        things MEDIUMTEXT NOT NULL,
        PRIMARY KEY (transfer_id, number),
        CONSTRAINT transfer_page FOREIGN KEY (transfer_id) REFERENCES transfer (id) ON DELETE CASCADE
      ) ${options}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE transfer_page');
    await runner.query('DROP TABLE transfer');
  }
}

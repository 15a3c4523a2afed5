import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDeletedAccount1764000310000 implements MigrationInterface {
  readonly name = 'CreateDeletedAccount1764000310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deleted_account (
        id BINARY(16) NOT NULL PRIMARY KEY,
        deleted_at DATETIME(3) NOT NULL
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE deleted_account');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddSettings1764000130000 implements MigrationInterface {
  readonly name = 'AddSettings1764000130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD COLUMN settings TEXT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN settings');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddNotified1764000252000 implements MigrationInterface {
  readonly name = 'AddNotified1764000252000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE comment ADD COLUMN uids_to_notify TEXT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE comment DROP COLUMN uids_to_notify');
  }
}

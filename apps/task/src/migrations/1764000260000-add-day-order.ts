import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDayOrder1764000260000 implements MigrationInterface {
  readonly name = 'AddDayOrder1764000260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task ADD COLUMN day_order INT NOT NULL DEFAULT -1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task DROP COLUMN day_order');
  }
}

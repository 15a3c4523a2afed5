import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddArchive1764000249000 implements MigrationInterface {
  readonly name = 'AddArchive1764000249000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE project ADD COLUMN archived_at DATETIME(3) NULL');
    await runner.query('ALTER TABLE section ADD COLUMN archived_at DATETIME(3) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE section DROP COLUMN archived_at');
    await runner.query('ALTER TABLE project DROP COLUMN archived_at');
  }
}

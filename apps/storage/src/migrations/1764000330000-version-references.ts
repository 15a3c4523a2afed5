import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of a comment carries a file, or no longer does: a comment may change its file, and take the former one back. */
export class VersionReferences1764000330000 implements MigrationInterface {
  readonly name = 'VersionReferences1764000330000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file_reference ADD COLUMN version INT NOT NULL DEFAULT 0');
    await runner.query('UPDATE file_reference SET version = 2147483647 WHERE removed');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file_reference DROP COLUMN version');
  }
}

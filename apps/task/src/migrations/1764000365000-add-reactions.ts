import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who reacted to a comment, by the emoji that they chose. */
export class AddReactions1764000365000 implements MigrationInterface {
  readonly name = 'AddReactions1764000365000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE comment ADD COLUMN reactions MEDIUMTEXT NULL');
    await runner.query('ALTER TABLE trashed_comment ADD COLUMN reactions MEDIUMTEXT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trashed_comment DROP COLUMN reactions');
    await runner.query('ALTER TABLE comment DROP COLUMN reactions');
  }
}

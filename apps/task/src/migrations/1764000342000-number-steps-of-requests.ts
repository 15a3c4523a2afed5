import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of a request's changes an activity belongs to, where it makes several in one transaction: what is undone one after the other. */
export class NumberStepsOfRequests1764000342000 implements MigrationInterface {
  readonly name = 'NumberStepsOfRequests1764000342000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE activity ADD COLUMN step SMALLINT UNSIGNED NOT NULL DEFAULT 0 AFTER request_hash');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE activity DROP COLUMN step');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What counts as one character where a field is checked may be two in a column: a sign and its emoji style (U+FE0F). */
export class WidenNames1764000110000 implements MigrationInterface {
  readonly name = 'WidenNames1764000110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account MODIFY full_name VARCHAR(512) NOT NULL');
    await runner.query('ALTER TABLE personal_token MODIFY name VARCHAR(256) NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE personal_token MODIFY name VARCHAR(100) NOT NULL');
    await runner.query('ALTER TABLE account MODIFY full_name VARCHAR(255) NOT NULL');
  }
}

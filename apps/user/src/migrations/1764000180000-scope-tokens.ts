import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What personal tokens are good for, and until when. Those of before may do everything, for good. */
export class ScopeTokens1764000180000 implements MigrationInterface {
  readonly name = 'ScopeTokens1764000180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE personal_token
        ADD COLUMN scopes VARCHAR(200) CHARACTER SET ascii NULL,
        ADD COLUMN expires_at DATETIME(3) NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE personal_token DROP COLUMN scopes, DROP COLUMN expires_at');
  }
}

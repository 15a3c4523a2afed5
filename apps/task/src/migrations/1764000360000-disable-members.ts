import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an account is disabled: then nothing reaches its holder. */
export class DisableMembers1764000360000 implements MigrationInterface {
  readonly name = 'DisableMembers1764000360000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member ADD COLUMN disabled BOOLEAN NOT NULL DEFAULT FALSE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member DROP COLUMN disabled');
  }
}

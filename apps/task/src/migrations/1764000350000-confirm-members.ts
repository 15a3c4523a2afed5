import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the address of an account is known to be its holder's; of those that were known before, it is taken to be. */
export class ConfirmMembers1764000350000 implements MigrationInterface {
  readonly name = 'ConfirmMembers1764000350000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member ADD COLUMN email_verified BOOLEAN NOT NULL DEFAULT TRUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member DROP COLUMN email_verified');
  }
}

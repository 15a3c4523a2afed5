import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every gateway that starts asks which accounts were deleted lately, and the queue of mails is looked through every other second
 * for those that are too old; of an account that goes, its mails go: all are found without a look at all that there are.
 */
export class IndexWhatIsOld1764000191000 implements MigrationInterface {
  readonly name = 'IndexWhatIsOld1764000191000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX deletion_time ON deletion (requested_at)');
    await runner.query('CREATE INDEX mail_age ON mail (requested_at)');
    await runner.query('CREATE INDEX mail_recipient ON mail (recipient)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX mail_recipient ON mail');
    await runner.query('DROP INDEX mail_age ON mail');
    await runner.query('DROP INDEX deletion_time ON deletion');
  }
}

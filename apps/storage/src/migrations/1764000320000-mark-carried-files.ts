import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files a comment carries, so that the sweep for those that nothing came of looks at no others. */
export class MarkCarriedFiles1764000320000 implements MigrationInterface {
  readonly name = 'MarkCarriedFiles1764000320000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE file ADD COLUMN carried BOOLEAN NOT NULL DEFAULT FALSE, ADD KEY file_waiting (carried, prepared_at),
        DROP KEY file_age`);
    await runner.query(
      'UPDATE file SET carried = TRUE WHERE EXISTS (SELECT 1 FROM file_reference WHERE file_id = file.id AND NOT removed)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file ADD KEY file_age (prepared_at), DROP KEY file_waiting, DROP COLUMN carried');
  }
}

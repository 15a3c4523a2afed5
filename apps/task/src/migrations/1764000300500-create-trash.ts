import type { MigrationInterface, QueryRunner } from 'typeorm';

const options = 'DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci';

/** The tables whose rows are moved to the trash, and what names one of their rows. */
const shadowed = {
  project: 'id',
  project_member: 'project_id, user_id',
  section: 'id',
  task: 'id',
  task_member: 'task_id, user_id',
  reminder: 'id',
  reminder_firing: 'reminder_id, remind_at',
  task_label: 'task_id, name',
  completed_occurrence: 'id',
  comment: 'id',
  label: 'id',
};

/** `trash` has a row for each thing that was deleted; `trashed_…` hold the rows that were deleted with it, as they were. */
export class CreateTrash1764000300500 implements MigrationInterface {
  readonly name = 'CreateTrash1764000300500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trash (
        id BINARY(16) NOT NULL PRIMARY KEY,
        kind VARCHAR(16) NOT NULL,
        name TEXT NOT NULL,
        owner_id BINARY(16) NOT NULL,
        project_id BINARY(16) NULL,
        project_name VARCHAR(255) NULL,
        depth SMALLINT UNSIGNED NOT NULL,
        projects INT UNSIGNED NOT NULL DEFAULT 0,
        sections INT UNSIGNED NOT NULL DEFAULT 0,
        tasks INT UNSIGNED NOT NULL DEFAULT 0,
        comments INT UNSIGNED NOT NULL DEFAULT 0,
        deleted_by BINARY(16) NOT NULL,
        deleted_at DATETIME(3) NOT NULL,
        KEY trash_owner (owner_id),
        KEY trash_project (project_id),
        KEY trash_age (deleted_at)
      ) ${options}`);
    for (const [table, key] of Object.entries(shadowed)) {
      await runner.query(`
        CREATE TABLE trashed_${table} (PRIMARY KEY (trash_id, ${key})) ${options}
        AS SELECT trash.id AS trash_id, ${table}.* FROM trash JOIN ${table} WHERE FALSE`);
      await runner.query(`
        ALTER TABLE trashed_${table}
        ADD CONSTRAINT trashed_${table} FOREIGN KEY (trash_id) REFERENCES trash (id) ON DELETE CASCADE`);
    }
    await runner.query('ALTER TABLE trashed_project DROP COLUMN has_unsearched, DROP COLUMN searched_seq');
    await runner.query('ALTER TABLE trashed_task ADD KEY trashed_task_parent (parent_id)');
    await runner.query('ALTER TABLE trashed_comment ADD KEY trashed_comment_task (task_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(shadowed)) await runner.query(`DROP TABLE trashed_${table}`);
    await runner.query('DROP TABLE trash');
  }
}

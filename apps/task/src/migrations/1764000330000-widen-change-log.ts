import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log tells of reminders, each to one person, and to those with whom a task is shared alone of that task. Like the log,
 * `shared_task` outlives what it tells of. A task has one row that is not gone, of the project that it is in; a project without any
 * that ever was shared alone says so in a column, which whoever locks it reads.
 */
export class WidenChangeLog1764000330000 implements MigrationInterface {
  readonly name = 'WidenChangeLog1764000330000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE change_log ADD COLUMN user_id BINARY(16) NULL, ADD KEY change_log_user (user_id)');
    await runner.query(`
      CREATE TABLE shared_task (
        number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        task_id BINARY(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        gone_on DATE NULL,
        KEY shared_task_task (task_id),
        KEY shared_task_project (project_id, gone_on),
        KEY shared_task_age (gone_on)
      )`);
    await runner.query(`
      INSERT INTO shared_task (task_id, project_id)
      SELECT task.id, task.project_id FROM task WHERE task.id IN (SELECT task_id FROM task_member)`);
    for (const table of ['project', 'trashed_project']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN shares_tasks BOOLEAN NOT NULL DEFAULT FALSE`);
    }
    await runner.query('UPDATE project SET shares_tasks = TRUE WHERE id IN (SELECT project_id FROM shared_task)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['project', 'trashed_project']) {
      await runner.query(`ALTER TABLE ${table} DROP COLUMN shares_tasks`);
    }
    await runner.query('DROP TABLE shared_task');
    await runner.query('ALTER TABLE change_log DROP KEY change_log_user, DROP COLUMN user_id');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Begins the history of what was completed with what is known of it. */
export class CreateCompletion1764000251000 implements MigrationInterface {
  readonly name = 'CreateCompletion1764000251000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE completion (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        task_id BINARY(16) NOT NULL,
        completed_at DATETIME(3) NOT NULL,
        KEY completion_person (user_id, completed_at),
        KEY completion_task (task_id, completed_at),
        KEY completion_project (project_id)
      ) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`);
    await runner.query(`
      INSERT INTO completion (id, user_id, project_id, task_id, completed_at)
      SELECT id, user_id, project_id, id, completed_at FROM task WHERE completed_at IS NOT NULL`);
    await runner.query(`
      INSERT INTO completion (id, user_id, project_id, task_id, completed_at)
      SELECT occurrence.id, occurrence.user_id, task.project_id, task.id, occurrence.completed_at
      FROM completed_occurrence occurrence JOIN task ON task.id = occurrence.task_id
      WHERE task.completed_at IS NULL OR task.completed_at <> occurrence.completed_at`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE completion');
  }
}

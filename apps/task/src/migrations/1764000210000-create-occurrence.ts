import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOccurrence1764000210000 implements MigrationInterface {
  readonly name = 'CreateOccurrence1764000210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task ADD COLUMN due_recurrence VARCHAR(512) NULL');
    await runner.query(`
      CREATE TABLE completed_occurrence (
        id BINARY(16) NOT NULL PRIMARY KEY,
        task_id BINARY(16) NOT NULL,
        user_id BINARY(16) NOT NULL,
        due_date DATE NOT NULL,
        due_time TIME NULL,
        due_timezone VARCHAR(64) NULL,
        due_fold BOOLEAN NOT NULL,
        due_string VARCHAR(512) NOT NULL,
        due_lang VARCHAR(16) NOT NULL,
        completed_at DATETIME(3) NOT NULL,
        KEY completed_occurrence_task (task_id, completed_at),
        CONSTRAINT completed_occurrence_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE completed_occurrence');
    await runner.query('ALTER TABLE task DROP COLUMN due_recurrence');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const options = 'DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci';

export class CreateReminder1764000280000 implements MigrationInterface {
  readonly name = 'CreateReminder1764000280000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reminder (
        id BINARY(16) NOT NULL PRIMARY KEY,
        task_id BINARY(16) NOT NULL,
        user_id BINARY(16) NOT NULL,
        minute_offset INT UNSIGNED NULL,
        due TEXT NULL,
        service VARCHAR(8) NULL,
        is_urgent BOOLEAN NOT NULL,
        remind_at DATETIME(3) NULL,
        fires_at DATETIME(3) NULL,
        fired_for DATETIME(3) NULL,
        version INT UNSIGNED NOT NULL,
        added_at DATETIME(3) NOT NULL,
        KEY reminder_task (task_id, added_at),
        KEY reminder_person (user_id, added_at),
        KEY reminder_fires (fires_at),
        CONSTRAINT reminder_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      CREATE TABLE reminder_firing (
        reminder_id BINARY(16) NOT NULL,
        remind_at DATETIME(3) NOT NULL,
        fired_at DATETIME(3) NOT NULL,
        PRIMARY KEY (reminder_id, remind_at),
        CONSTRAINT reminder_firing FOREIGN KEY (reminder_id) REFERENCES reminder (id) ON DELETE CASCADE
      ) ${options}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reminder_firing');
    await runner.query('DROP TABLE reminder');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateActivity1764000301000 implements MigrationInterface {
  readonly name = 'CreateActivity1764000301000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE activity (
        id BINARY(16) NOT NULL PRIMARY KEY,
        initiator_id BINARY(16) NOT NULL,
        request_hash BINARY(32) NULL,
        object_type VARCHAR(16) NOT NULL,
        object_id BINARY(16) NOT NULL,
        object_version INT UNSIGNED NULL,
        event VARCHAR(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        task_id BINARY(16) NULL,
        name TEXT NOT NULL,
        old_values MEDIUMTEXT NULL,
        new_values MEDIUMTEXT NULL,
        undone BOOLEAN NOT NULL DEFAULT FALSE,
        at DATETIME(3) NOT NULL,
        KEY activity_project (project_id, id),
        KEY activity_initiator (initiator_id, id)
      ) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activity');
  }
}

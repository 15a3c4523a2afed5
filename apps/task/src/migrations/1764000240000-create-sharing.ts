import type { MigrationInterface, QueryRunner } from 'typeorm';

const options = 'DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci';
/** Two addresses that differ in an accent are those of two people. */
const exactText = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

export class CreateSharing1764000240000 implements MigrationInterface {
  readonly name = 'CreateSharing1764000240000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE project_member (
        project_id BINARY(16) NOT NULL,
        user_id BINARY(16) NOT NULL,
        role VARCHAR(16) NOT NULL,
        is_favorite BOOLEAN NOT NULL,
        joined_at DATETIME(3) NOT NULL,
        PRIMARY KEY (project_id, user_id),
        KEY project_member_user (user_id, project_id),
        CONSTRAINT project_member_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      CREATE TABLE task_member (
        task_id BINARY(16) NOT NULL,
        user_id BINARY(16) NOT NULL,
        role VARCHAR(16) NOT NULL,
        joined_at DATETIME(3) NOT NULL,
        PRIMARY KEY (task_id, user_id),
        KEY task_member_user (user_id, task_id),
        CONSTRAINT task_member_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      CREATE TABLE invitation (
        id BINARY(16) NOT NULL PRIMARY KEY,
        project_id BINARY(16) NULL,
        task_id BINARY(16) NULL,
        email VARCHAR(254) ${exactText} NOT NULL,
        role VARCHAR(16) NOT NULL,
        invited_by BINARY(16) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        declined_at DATETIME(3) NULL,
        KEY invitation_email (email, created_at),
        UNIQUE KEY invitation_project (project_id, email),
        UNIQUE KEY invitation_task (task_id, email),
        KEY invitation_inviter (invited_by),
        CONSTRAINT invitation_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE,
        CONSTRAINT invitation_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      ALTER TABLE task
        ADD COLUMN responsible_uid BINARY(16) NULL,
        ADD COLUMN assigned_by_uid BINARY(16) NULL,
        ADD KEY task_responsible (responsible_uid)`);
    await runner.query('ALTER TABLE member ADD COLUMN collaborates BOOLEAN NOT NULL DEFAULT FALSE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member DROP COLUMN collaborates');
    await runner.query('ALTER TABLE task DROP KEY task_responsible');
    await runner.query('ALTER TABLE task DROP COLUMN assigned_by_uid, DROP COLUMN responsible_uid');
    for (const table of ['invitation', 'task_member', 'project_member']) await runner.query(`DROP TABLE ${table}`);
  }
}

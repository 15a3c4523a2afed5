import type { MigrationInterface, QueryRunner } from 'typeorm';

const options = 'DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci';
const exactText = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/**
 * Deletions cascade from what holds to what is held. Between a parent and its children of the same table they do not:
 * InnoDB follows such a chain for 15 levels only, so the repositories delete whole trees by id.
 */
export class CreateTask1764000200000 implements MigrationInterface {
  readonly name = 'CreateTask1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member (
        id BINARY(16) NOT NULL PRIMARY KEY,
        email VARCHAR(254) NOT NULL,
        full_name VARCHAR(512) NOT NULL,
        timezone VARCHAR(64) NOT NULL,
        version INT UNSIGNED NOT NULL,
        deleted_at DATETIME(3) NULL
      ) ${options}`);
    await runner.query(`
      CREATE TABLE project (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        parent_id BINARY(16) NULL,
        name VARCHAR(255) NOT NULL,
        description MEDIUMTEXT NOT NULL,
        color VARCHAR(32) NOT NULL,
        view_style VARCHAR(16) NOT NULL,
        is_favorite BOOLEAN NOT NULL,
        position INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY project_owner (user_id, position),
        CONSTRAINT project_parent FOREIGN KEY (parent_id) REFERENCES project (id) ON DELETE SET NULL
      ) ${options}`);
    await runner.query(`
      CREATE TABLE section (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        name TEXT NOT NULL,
        description MEDIUMTEXT NULL,
        position INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        added_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY section_order (project_id, position),
        CONSTRAINT section_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      CREATE TABLE task (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        section_id BINARY(16) NULL,
        parent_id BINARY(16) NULL,
        content VARCHAR(1000) NOT NULL,
        description MEDIUMTEXT NOT NULL,
        priority TINYINT UNSIGNED NOT NULL,
        due_date DATE NULL,
        due_time TIME NULL,
        due_timezone VARCHAR(64) NULL,
        due_fold BOOLEAN NOT NULL,
        due_string VARCHAR(512) NULL,
        due_lang VARCHAR(16) NULL,
        deadline_date DATE NULL,
        deadline_lang VARCHAR(16) NULL,
        duration_amount INT UNSIGNED NULL,
        duration_unit VARCHAR(8) NULL,
        position INT UNSIGNED NOT NULL,
        completed_at DATETIME(3) NULL,
        version INT UNSIGNED NOT NULL,
        added_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        KEY task_project (project_id, completed_at, position),
        KEY task_section (section_id, completed_at, position),
        KEY task_parent (parent_id, completed_at, position),
        KEY task_siblings (project_id, section_id, parent_id, position),
        CONSTRAINT task_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE,
        CONSTRAINT task_section FOREIGN KEY (section_id) REFERENCES section (id) ON DELETE CASCADE,
        CONSTRAINT task_parent FOREIGN KEY (parent_id) REFERENCES task (id) ON DELETE SET NULL
      ) ${options}`);
    await runner.query(`
      CREATE TABLE task_label (
        task_id BINARY(16) NOT NULL,
        name VARCHAR(256) ${exactText} NOT NULL,
        position SMALLINT UNSIGNED NOT NULL,
        PRIMARY KEY (task_id, name),
        KEY task_label_name (name),
        CONSTRAINT task_label_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE
      ) ${options}`);
    await runner.query(`
      CREATE TABLE label (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        name VARCHAR(256) ${exactText} NOT NULL,
        color VARCHAR(32) NOT NULL,
        is_favorite BOOLEAN NOT NULL,
        position INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        UNIQUE KEY label_name (user_id, name),
        KEY label_order (user_id, position)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE comment (
        id BINARY(16) NOT NULL PRIMARY KEY,
        task_id BINARY(16) NULL,
        project_id BINARY(16) NULL,
        posted_uid BINARY(16) NOT NULL,
        content MEDIUMTEXT NOT NULL,
        file_id BINARY(16) NULL,
        file_attachment TEXT NULL,
        posted_at DATETIME(3) NOT NULL,
        version INT UNSIGNED NOT NULL,
        KEY comment_task (task_id, posted_at),
        KEY comment_project (project_id, posted_at),
        KEY comment_file (file_id),
        CONSTRAINT comment_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE,
        CONSTRAINT comment_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
      ) ${options}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['comment', 'label', 'task_label', 'task', 'section', 'project', 'member']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

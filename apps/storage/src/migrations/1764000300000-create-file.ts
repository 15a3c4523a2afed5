import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFile1764000300000 implements MigrationInterface {
  readonly name = 'CreateFile1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE blob_content (
        hash BINARY(32) NOT NULL PRIMARY KEY,
        unused_since DATETIME(3) NULL,
        KEY blob_content_unused (unused_since)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE file (
        id BINARY(16) NOT NULL PRIMARY KEY,
        owner_id BINARY(16) NOT NULL,
        name VARCHAR(255) NOT NULL,
        type VARCHAR(127) CHARACTER SET ascii NOT NULL,
        prepared_at DATETIME(3) NOT NULL,
        hash BINARY(32) NULL,
        size BIGINT UNSIGNED NULL,
        width INT UNSIGNED NULL,
        height INT UNSIGNED NULL,
        uploaded_at DATETIME(3) NULL,
        KEY file_owner (owner_id),
        KEY file_age (prepared_at),
        CONSTRAINT file_content FOREIGN KEY (hash) REFERENCES blob_content (hash)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE file_reference (
        file_id BINARY(16) NOT NULL,
        comment_id BINARY(16) NOT NULL,
        removed BOOLEAN NOT NULL,
        PRIMARY KEY (file_id, comment_id),
        CONSTRAINT file_reference_file FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE file_reference');
    await runner.query('DROP TABLE file');
    await runner.query('DROP TABLE blob_content');
  }
}

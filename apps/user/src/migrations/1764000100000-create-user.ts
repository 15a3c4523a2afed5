import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUser1764000100000 implements MigrationInterface {
  readonly name = 'CreateUser1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id BINARY(16) NOT NULL PRIMARY KEY,
        email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        password_hash VARCHAR(255) CHARACTER SET ascii NOT NULL,
        full_name VARCHAR(255) NOT NULL,
        timezone VARCHAR(64) NOT NULL,
        version INT UNSIGNED NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY account_email (email)
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE session (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE refresh_token (
        hash BINARY(32) NOT NULL PRIMARY KEY,
        session_id BINARY(16) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        used_at DATETIME(3) NULL,
        CONSTRAINT refresh_token_session FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE personal_token (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        name VARCHAR(100) NOT NULL,
        hash BINARY(32) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        last_used_at DATETIME(3) NULL,
        UNIQUE KEY personal_token_hash (hash),
        CONSTRAINT personal_token_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE signing_key (
        slot TINYINT UNSIGNED NOT NULL PRIMARY KEY,
        private_jwk TEXT NOT NULL,
        created_at DATETIME(3) NOT NULL
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['signing_key', 'personal_token', 'refresh_token', 'session', 'account']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

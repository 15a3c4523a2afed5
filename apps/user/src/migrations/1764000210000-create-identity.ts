import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identities at providers, the ways to them that browsers are on, and accounts without a password. */
export class CreateIdentity1764000210000 implements MigrationInterface {
  readonly name = 'CreateIdentity1764000210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account MODIFY password_hash VARCHAR(255) CHARACTER SET ascii NULL');
    await runner.query(`
      CREATE TABLE identity (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        provider VARCHAR(50) CHARACTER SET ascii NOT NULL,
        subject_hash BINARY(32) NOT NULL,
        email VARCHAR(254) NULL,
        created_at DATETIME(3) NOT NULL,
        last_used_at DATETIME(3) NULL,
        UNIQUE KEY identity_subject (subject_hash),
        CONSTRAINT identity_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE identity_question (
        hash BINARY(32) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NULL,
        provider VARCHAR(50) CHARACTER SET ascii NOT NULL,
        state CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        nonce CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        verifier CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        identity_id BINARY(16) NULL,
        expires_at DATETIME(3) NOT NULL,
        KEY identity_question_expiry (expires_at),
        CONSTRAINT identity_question_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
        CONSTRAINT identity_question_identity FOREIGN KEY (identity_id) REFERENCES identity (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity_question');
    await runner.query('DROP TABLE identity');
    await runner.query("UPDATE account SET password_hash = '' WHERE password_hash IS NULL");
    await runner.query('ALTER TABLE account MODIFY password_hash VARCHAR(255) CHARACTER SET ascii NOT NULL');
  }
}

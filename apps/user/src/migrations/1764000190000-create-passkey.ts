import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passkeys, and the questions that browsers are to answer with them. */
export class CreatePasskey1764000190000 implements MigrationInterface {
  readonly name = 'CreatePasskey1764000190000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE passkey (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        name VARCHAR(256) NOT NULL,
        credential_hash BINARY(32) NOT NULL,
        credential_id VARCHAR(1400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        public_key VARBINARY(2048) NOT NULL,
        counter BIGINT UNSIGNED NOT NULL,
        transports VARCHAR(200) CHARACTER SET ascii NOT NULL,
        created_at DATETIME(3) NOT NULL,
        last_used_at DATETIME(3) NULL,
        UNIQUE KEY passkey_credential (credential_hash),
        CONSTRAINT passkey_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      CREATE TABLE passkey_question (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NULL,
        challenge VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        KEY passkey_question_expiry (expires_at),
        CONSTRAINT passkey_question_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE passkey_question');
    await runner.query('DROP TABLE passkey');
  }
}

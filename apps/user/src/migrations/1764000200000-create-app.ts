import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Apps that people register, codes for them, and their tokens among the personal ones. */
export class CreateApp1764000200000 implements MigrationInterface {
  readonly name = 'CreateApp1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app (
        id BINARY(16) NOT NULL PRIMARY KEY,
        account_id BINARY(16) NOT NULL,
        name VARCHAR(256) NOT NULL,
        redirect_uris TEXT NOT NULL,
        secret_hash BINARY(32) NULL,
        created_at DATETIME(3) NOT NULL,
        CONSTRAINT app_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
    await runner.query(`
      ALTER TABLE personal_token
        ADD COLUMN app_id BINARY(16) NULL,
        ADD CONSTRAINT personal_token_app FOREIGN KEY (app_id) REFERENCES app (id) ON DELETE CASCADE`);
    await runner.query(`
      CREATE TABLE app_code (
        hash BINARY(32) NOT NULL PRIMARY KEY,
        app_id BINARY(16) NOT NULL,
        account_id BINARY(16) NOT NULL,
        redirect_uri VARCHAR(2000) NULL,
        challenge CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NULL,
        scopes VARCHAR(200) CHARACTER SET ascii NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        used_at DATETIME(3) NULL,
        token_id BINARY(16) NULL,
        KEY app_code_expiry (expires_at),
        CONSTRAINT app_code_app FOREIGN KEY (app_id) REFERENCES app (id) ON DELETE CASCADE,
        CONSTRAINT app_code_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
      ) DEFAULT CHARSET = utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app_code');
    await runner.query('DELETE FROM personal_token WHERE app_id IS NOT NULL');
    await runner.query('ALTER TABLE personal_token DROP FOREIGN KEY personal_token_app, DROP COLUMN app_id');
    await runner.query('DROP TABLE app');
  }
}

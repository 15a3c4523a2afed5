import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changed, and when, counted in each project. The log outlives what it tells of, so nothing in it refers to other
 * tables.
 */
export class CreateChangeLog1764000250000 implements MigrationInterface {
  readonly name = 'CreateChangeLog1764000250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project
        ADD COLUMN seq BIGINT UNSIGNED NOT NULL DEFAULT 0,
        ADD COLUMN number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        ADD UNIQUE KEY project_number (number)`);
    await runner.query(`
      CREATE TABLE change_log (
        scope_id BINARY(16) NOT NULL,
        kind VARCHAR(16) CHARACTER SET ascii NOT NULL,
        entity_id BINARY(16) NOT NULL,
        seq BIGINT UNSIGNED NOT NULL,
        changed_on DATE NOT NULL,
        PRIMARY KEY (scope_id, kind, entity_id),
        KEY change_log_seq (scope_id, seq),
        KEY change_log_age (changed_on)
      )`);
    await runner.query(`
      CREATE TABLE gone_project (
        number BIGINT UNSIGNED NOT NULL PRIMARY KEY,
        id BINARY(16) NOT NULL,
        gone_on DATE NOT NULL,
        KEY gone_project_age (gone_on)
      )`);
    await runner.query('CREATE TABLE sync_key (secret BINARY(32) NOT NULL)');
    await runner.query('INSERT INTO sync_key (secret) VALUES (?)', [randomBytes(32)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sync_key', 'gone_project', 'change_log']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE project DROP KEY project_number, DROP COLUMN number, DROP COLUMN seq');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of everything that can be found. `searched_seq` tells up to which change of a project they are known, none of it
 * where it is null; the projects that have more to tell are found by an index. Words are exact text: they were folded before.
 */
export class CreateSearch1764000290000 implements MigrationInterface {
  readonly name = 'CreateSearch1764000290000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project
        ADD COLUMN searched_seq BIGINT UNSIGNED NULL,
        ADD COLUMN has_unsearched BOOLEAN AS (searched_seq IS NULL OR seq > searched_seq) VIRTUAL,
        ADD KEY project_unsearched (has_unsearched)`);
    await runner.query('CREATE TABLE search_turn (project_id BINARY(16) NOT NULL PRIMARY KEY)');
    await runner.query(`
      CREATE TABLE search_word (
        owner_id BINARY(16) NOT NULL,
        word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        entity_id BINARY(16) NOT NULL,
        project_id BINARY(16) NOT NULL,
        weight INT UNSIGNED NOT NULL,
        PRIMARY KEY (owner_id, word, kind, entity_id, project_id),
        KEY search_word_entity (project_id, entity_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['search_word', 'search_turn']) await runner.query(`DROP TABLE ${table}`);
    await runner.query(
      'ALTER TABLE project DROP KEY project_unsearched, DROP COLUMN has_unsearched, DROP COLUMN searched_seq',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lays the words out as they are looked for: those of one thing together, and of a word the things that have it, the best first,
 * of a person and of a project; and the words that there are by themselves, to find those that begin alike. Everything is read anew.
 */
export class RankSearch1764000303100 implements MigrationInterface {
  readonly name = 'RankSearch1764000303100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_word');
    await runner.query(`
      CREATE TABLE search_word (
        project_id BINARY(16) NOT NULL,
        entity_id BINARY(16) NOT NULL,
        word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        owner_id BINARY(16) NOT NULL,
        weight INT UNSIGNED NOT NULL,
        PRIMARY KEY (project_id, entity_id, word),
        KEY search_word_owner (owner_id, word, weight, entity_id),
        KEY search_word_project (project_id, word, weight, entity_id)
      )`);
    await runner.query(`
      CREATE TABLE search_term (
        owner_id BINARY(16) NOT NULL,
        word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        PRIMARY KEY (owner_id, word)
      )`);
    await runner.query('UPDATE project SET searched_seq = NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['search_term', 'search_word']) await runner.query(`DROP TABLE ${table}`);
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
    await runner.query('UPDATE project SET searched_seq = NULL');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The things of a person that have a word, each found by its id, and all close together: where the further words of a search are looked up. */
export class LookUpSecondWords1764000343000 implements MigrationInterface {
  readonly name = 'LookUpSecondWords1764000343000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE search_word ADD KEY search_word_thing (owner_id, word, entity_id, project_id, weight)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE search_word DROP KEY search_word_thing');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `
  id BINARY(16) NOT NULL,
  task_id BINARY(16) NOT NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  other_id BINARY(16) NOT NULL,
  added_at DATETIME(3) NOT NULL`;

/**
 * `task_id` blocks `other_id`, or relates to it: then it is the lesser of the two ids, so that each pair is there once. Whoever
 * makes one task block another holds the only row of `relation_turn`, so that no two of them close a circle together.
 */
export class CreateRelation1764000340000 implements MigrationInterface {
  readonly name = 'CreateRelation1764000340000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE task_relation (
        ${columns},
        PRIMARY KEY (id),
        UNIQUE KEY task_relation_pair (task_id, kind, other_id),
        KEY task_relation_other (other_id, kind),
        CONSTRAINT task_relation_task FOREIGN KEY (task_id) REFERENCES task (id) ON DELETE CASCADE,
        CONSTRAINT task_relation_other FOREIGN KEY (other_id) REFERENCES task (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE trashed_task_relation (
        trash_id BINARY(16) NOT NULL,
        ${columns},
        PRIMARY KEY (trash_id, id),
        CONSTRAINT trashed_task_relation FOREIGN KEY (trash_id) REFERENCES trash (id) ON DELETE CASCADE
      )`);
    // what a restored task relates to may be in the trash: it is looked for by its id alone
    await runner.query('ALTER TABLE trashed_task ADD KEY trashed_task_id (id)');
    await runner.query('CREATE TABLE relation_turn (id TINYINT UNSIGNED NOT NULL PRIMARY KEY)');
    await runner.query('INSERT INTO relation_turn (id) VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trashed_task DROP KEY trashed_task_id');
    for (const table of ['relation_turn', 'trashed_task_relation', 'task_relation']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

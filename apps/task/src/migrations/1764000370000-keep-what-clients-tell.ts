import type { MigrationInterface, QueryRunner } from 'typeorm';

const collapsible = ['project', 'section', 'task'].flatMap((name) => [name, `trashed_${name}`]);

/** Whether lists hide what is under a thing, and what inviters write to whom they invite. */
export class KeepWhatClientsTell1764000370000 implements MigrationInterface {
  readonly name = 'KeepWhatClientsTell1764000370000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of collapsible) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN is_collapsed BOOLEAN NOT NULL DEFAULT FALSE`);
    }
    await runner.query("ALTER TABLE invitation ADD COLUMN message VARCHAR(1000) NOT NULL DEFAULT ''");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE invitation DROP COLUMN message');
    for (const table of [...collapsible].reverse()) {
      await runner.query(`ALTER TABLE ${table} DROP COLUMN is_collapsed`);
    }
  }
}

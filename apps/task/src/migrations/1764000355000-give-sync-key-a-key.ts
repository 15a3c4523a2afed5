import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A Galera cluster wants a primary key of every table: without one, nodes may not agree on which row is meant. */
export class GiveSyncKeyAKey1764000355000 implements MigrationInterface {
  readonly name = 'GiveSyncKeyAKey1764000355000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sync_key ADD PRIMARY KEY (secret)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sync_key DROP PRIMARY KEY');
  }
}

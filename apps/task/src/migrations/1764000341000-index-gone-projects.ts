import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Projects that are back are found by their ids. */
export class IndexGoneProjects1764000341000 implements MigrationInterface {
  readonly name = 'IndexGoneProjects1764000341000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX gone_project_id ON gone_project (id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX gone_project_id ON gone_project');
  }
}

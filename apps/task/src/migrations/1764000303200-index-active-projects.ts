import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody's projects that are not put away, in the order of their ids, which follow in every index. */
export class IndexActiveProjects1764000303200 implements MigrationInterface {
  readonly name = 'IndexActiveProjects1764000303200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX project_active ON project (user_id, archived_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX project_active ON project');
  }
}

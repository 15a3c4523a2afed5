import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Completions are found by the project that their task is in and by their time, and activities by what they are about. */
export class IndexCompletions1764000366000 implements MigrationInterface {
  readonly name = 'IndexCompletions1764000366000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE completion ADD KEY completion_place (project_id, completed_at)');
    await runner.query('ALTER TABLE completion DROP KEY completion_project');
    await runner.query(
      `UPDATE completion JOIN task ON task.id = completion.task_id SET completion.project_id = task.project_id
       WHERE completion.project_id <> task.project_id`,
    );
    await runner.query('ALTER TABLE activity ADD KEY activity_object (object_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE activity DROP KEY activity_object');
    await runner.query('ALTER TABLE completion ADD KEY completion_project (project_id)');
    await runner.query('ALTER TABLE completion DROP KEY completion_place');
  }
}

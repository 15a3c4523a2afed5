import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { fixedInstant } from '../due/due-date.js';

interface FixedDue {
  id: Buffer<ArrayBuffer>;
  due_date: string;
  due_time: string;
  due_timezone: string;
  due_fold: number;
}

const batch = 500;

/** Saved filters; and the instant of due dates that are fixed to a zone, which the database could not tell by itself. */
export class CreateFilter1764000220000 implements MigrationInterface {
  readonly name = 'CreateFilter1764000220000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_filter (
        id BINARY(16) NOT NULL PRIMARY KEY,
        user_id BINARY(16) NOT NULL,
        name VARCHAR(256) NOT NULL,
        query TEXT NOT NULL,
        color VARCHAR(32) NOT NULL,
        is_favorite BOOLEAN NOT NULL,
        position INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        KEY saved_filter_order (user_id, position)
      ) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`);
    await runner.query('ALTER TABLE task ADD COLUMN due_at DATETIME NULL');
    await tellInstants(runner.manager);
    await runner.query(
      `CREATE INDEX task_filter
       ON task (project_id, completed_at, due_date, due_time, due_at, priority, section_id, position)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX task_filter ON task');
    await runner.query('ALTER TABLE task DROP COLUMN due_at');
    await runner.query('DROP TABLE saved_filter');
  }
}

/** Writes the instants of tasks that are there already. */
export async function tellInstants(manager: EntityManager): Promise<void> {
  let after = Buffer.alloc(16);
  for (;;) {
    const rows = await manager.query<FixedDue[]>(
      `SELECT id, due_date, due_time, due_timezone, due_fold FROM task
       WHERE due_timezone IS NOT NULL AND id > ? ORDER BY id LIMIT ?`,
      [after, batch],
    );
    if (rows.length === 0) return;
    const cases = rows.flatMap((row) => [row.id, instantOfRow(row)]);
    const told = rows.map(() => 'WHEN ? THEN ?').join(' ');
    await manager.query(`UPDATE task SET due_at = CASE id ${told} END WHERE id IN (?)`, [
      ...cases,
      rows.map(({ id }) => id),
    ]);
    after = rows[rows.length - 1].id;
  }
}

const instantOfRow = ({ due_date, due_time, due_timezone, due_fold }: FixedDue): Date | null =>
  fixedInstant({ date: due_date, time: due_time, timezone: due_timezone, fold: due_fold === 1 });

import type { EntityManager } from 'typeorm';
import { noteFound } from '../sync/changes.js';
import { type Reactions, withoutPerson } from './reactions.js';

const reacted = 'LOCATE(?, comment.reactions) > 0';

/** Takes what somebody thought of comments off all of them; looks through whole tables. */
export async function forgetReactions(person: string, transaction: EntityManager): Promise<void> {
  const found = {
    note: `SELECT task.project_id AS scope_id, comment.id AS entity_id, task.id AS task_id
           FROM comment JOIN task ON task.id = comment.task_id WHERE ${reacted}`,
    project_note: `SELECT project_id AS scope_id, id AS entity_id FROM comment WHERE project_id IS NOT NULL AND ${reacted}`,
  };
  await noteFound(transaction, found, [person]);
  for (const table of ['comment', 'trashed_comment']) {
    const rows = await transaction.query<{ id: Buffer; reactions: string }[]>(
      `SELECT id, reactions FROM ${table} comment WHERE ${reacted} FOR UPDATE`,
      [person],
    );
    for (const { id, reactions } of rows) {
      const left = withoutPerson(JSON.parse(reactions) as Reactions, person);
      await transaction.query(`UPDATE ${table} SET reactions = ?, version = version + 1 WHERE id = ?`, [
        left && JSON.stringify(left),
        id,
      ]);
    }
  }
}

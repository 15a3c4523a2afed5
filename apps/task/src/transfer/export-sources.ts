import type { Actor } from '#contracts/actor.js';
import type { ThingKind } from '#contracts/transfer.contract.js';
import { idToBytes } from '#database/id.js';

/** Which things of a kind are exported: SQL that answers their ids, and those of what is above them where they are in a tree. */
export interface Source {
  kind: ThingKind;
  sql: string;
  parameters: unknown[];
}

/** Everything that somebody owns, with what they completed anywhere. */
export function everythingOf(actor: Actor): Source[] {
  const id = idToBytes(actor.user_id);
  const own = 'project.user_id = ?';
  const inTask = (table: string, where = ''): string =>
    `SELECT ${table}.id FROM project JOIN task ON task.project_id = project.id
     JOIN ${table} ON ${table}.task_id = task.id WHERE ${own} ${where}`;
  return [
    { kind: 'label', sql: 'SELECT id FROM label WHERE user_id = ?', parameters: [id] },
    { kind: 'filter', sql: 'SELECT id FROM saved_filter WHERE user_id = ?', parameters: [id] },
    { kind: 'project', sql: `SELECT id, parent_id FROM project WHERE ${own}`, parameters: [id] },
    { kind: 'section', sql: inProject('section', own), parameters: [id] },
    { kind: 'task', sql: inProject('task', own, ', task.parent_id'), parameters: [id] },
    { kind: 'relation', sql: relationsAmong(own), parameters: [id, id] },
    { kind: 'occurrence', sql: inTask('completed_occurrence'), parameters: [id] },
    { kind: 'completion', sql: 'SELECT id FROM completion WHERE user_id = ?', parameters: [id] },
    { kind: 'reminder', sql: inTask('reminder', 'AND reminder.user_id = ?'), parameters: [id, id] },
    { kind: 'comment', sql: `${inTask('comment')} UNION ${inProject('comment', own)}`, parameters: [id, id] },
  ];
}

/** One project with what is active in it, as it may be used again. */
export function templateOf(projectId: string): Source[] {
  const id = idToBytes(projectId);
  const active = `task.project_id = ? AND task.completed_at IS NULL
    AND (task.section_id IS NULL OR task.section_id IN (SELECT id FROM section WHERE archived_at IS NULL))`;
  return [
    { kind: 'project', sql: 'SELECT id FROM project WHERE id = ?', parameters: [id] },
    { kind: 'section', sql: 'SELECT id FROM section WHERE project_id = ? AND archived_at IS NULL', parameters: [id] },
    { kind: 'task', sql: `SELECT id, parent_id FROM task WHERE ${active}`, parameters: [id] },
    {
      kind: 'comment',
      sql: `SELECT comment.id FROM task JOIN comment ON comment.task_id = task.id WHERE ${active}
            UNION SELECT id FROM comment WHERE project_id = ?`,
      parameters: [id, id],
    },
  ];
}

const inProject = (table: string, where: string, besides = ''): string =>
  `SELECT ${table}.id ${besides} FROM project JOIN ${table} ON ${table}.project_id = project.id WHERE ${where}`;

/** Those of which both tasks are in projects that are told by a condition on `project`. */
const relationsAmong = (where: string): string => {
  const carried = `SELECT task.id FROM project JOIN task ON task.project_id = project.id WHERE ${where}`;
  return `SELECT relation.id FROM (${carried}) near JOIN task_relation relation ON relation.task_id = near.id
          JOIN (${carried}) far ON far.id = relation.other_id`;
};

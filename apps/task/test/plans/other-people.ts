import type { DataSource } from 'typeorm';
import { idToBytes, newId } from '#database/id.js';
import { waitingMessages } from '#testing/plans/messaging-calls.js';
import type { Registered } from '../fixture.js';

const emptyProjects = 3000;

/** With a section each, shared with somebody, most of them under another one. */
export async function seedEmptyProjects(dataSource: DataSource): Promise<void> {
  const ids = Array.from({ length: emptyProjects }, () => idToBytes(newId()));
  const now = new Date();
  const owners = ids.map((_, n) => ids[n - (n % 30)]);
  const parents = ids.map((_, n) => (n % 5 === 0 ? null : ids[n - (n % 5)]));
  const rows = ids.map((id, n) => [
    id,
    owners[n],
    parents[n],
    'Empty',
    '',
    'charcoal',
    'list',
    false,
    n,
    1,
    now,
    now,
    0,
  ]);
  await dataSource.query(
    `INSERT INTO project (id, user_id, parent_id, name, description, color, view_style, is_favorite, position, version, created_at,
       updated_at, searched_seq) VALUES ?`,
    [rows],
  );
  await dataSource.query(
    'INSERT INTO section (id, user_id, project_id, name, position, version, added_at, updated_at) VALUES ?',
    [ids.map((id, n) => [idToBytes(newId()), owners[n], id, 'Empty', 1, 1, now, now])],
  );
  await dataSource.query('INSERT INTO project_member (project_id, user_id, role, is_favorite, joined_at) VALUES ?', [
    ids.map((id, n) => [id, owners[(n + 60) % ids.length], 'viewer', false, now]),
  ]);
}

/** An id that follows from another one. */
const id = (what: string, of: string): string => `LEFT(UNHEX(SHA2(CONCAT('${what}', ${of}), 256)), 16)`;
const fromTasks = (nth: number): string => `FROM task WHERE user_id <> ? AND position MOD 2 = ${nth}`;
const fromProjects = 'FROM project WHERE user_id <> ?';

/** Of everything so much that nobody would look through all of it, on every other task or on each project. */
const statements = [
  `INSERT INTO comment (id, task_id, posted_uid, content, posted_at, version)
   SELECT ${id('comment', 'id')}, id, user_id, 'Rain', added_at, 1 ${fromTasks(0)}`,
  `INSERT INTO comment (id, project_id, posted_uid, content, posted_at, version)
   SELECT ${id('comment', 'id')}, id, user_id, 'Rain', created_at, 1 ${fromProjects}`,
  `INSERT INTO reminder (id, task_id, user_id, minute_offset, is_urgent, version, added_at)
   SELECT ${id('reminder', 'id')}, id, user_id, 30, FALSE, 1, added_at ${fromTasks(1)}`,
  `INSERT INTO reminder_firing (reminder_id, remind_at, fired_at)
   SELECT id, added_at, added_at FROM reminder WHERE user_id <> ?`,
  `INSERT IGNORE INTO task_label (task_id, name, position) SELECT id, 'away', 1 ${fromTasks(0)}`,
  `INSERT INTO task_relation (id, task_id, kind, other_id, added_at)
   SELECT ${id('relation', 'task.id')}, task.id, 'blocks', next.id, task.added_at
   FROM task JOIN task next ON next.project_id = task.project_id AND next.position = task.position + 1
   WHERE task.user_id <> ? AND task.position MOD 2 = 0`,
  `INSERT INTO completion (id, user_id, project_id, task_id, completed_at)
   SELECT ${id('completion', 'id')}, user_id, project_id, id, added_at ${fromTasks(1)}`,
  `INSERT INTO completed_occurrence (id, task_id, user_id, due_date, due_fold, due_string, due_lang, completed_at)
   SELECT ${id('occurrence', 'id')}, id, user_id, added_at, FALSE, 'every day', 'en', added_at ${fromTasks(0)}`,
  `INSERT INTO task_member (task_id, user_id, role, joined_at)
   SELECT id, ${id('guest', 'id')}, 'viewer', added_at ${fromTasks(1)}`,
  `INSERT INTO shared_task (task_id, project_id) SELECT id, project_id ${fromTasks(1)}`,
  `INSERT INTO label (id, user_id, name, color, is_favorite, position, version)
   SELECT ${id('label', 'id')}, user_id, HEX(id), 'charcoal', FALSE, position, 1 ${fromProjects}`,
  `INSERT INTO saved_filter (id, user_id, name, query, color, is_favorite, position, version)
   SELECT ${id('filter', 'id')}, user_id, 'Soon', 'today', 'charcoal', FALSE, position, 1 ${fromProjects}`,
  `INSERT INTO invitation (id, project_id, email, role, invited_by, created_at, expires_at)
   SELECT ${id('invitation', 'id')}, id, CONCAT(HEX(id), '@example.org'), 'viewer', user_id, created_at,
     created_at + INTERVAL 7 DAY ${fromProjects}`,
  `INSERT IGNORE INTO member (id, email, full_name, timezone, version)
   SELECT DISTINCT user_id, CONCAT(HEX(user_id), '@example.org'), 'Sam Doe', 'UTC', 1 ${fromProjects}`,
  `INSERT INTO activity (id, initiator_id, object_type, object_id, event, project_id, name, at)
   SELECT ${id('activity', 'id')}, user_id, 'task', id, 'added', project_id, content, added_at ${fromTasks(0)}`,
  `INSERT INTO change_log (scope_id, kind, entity_id, seq, changed_on)
   SELECT project_id, 'task', id, position, added_at ${fromTasks(1)}`,
  `INSERT INTO trash (id, kind, name, owner_id, project_id, depth, tasks, deleted_by, deleted_at)
   SELECT ${id('trash', 'id')}, 'task', content, user_id, project_id, 0, 1, user_id, added_at ${fromTasks(1)}`,
  `INSERT INTO trashed_task
     (trash_id, id, user_id, project_id, content, description, priority, due_fold, position, version, added_at, updated_at)
   SELECT ${id('trash', 'id')}, ${id('trashed', 'id')}, user_id, project_id, content, '', 1, FALSE, position, 1, added_at,
     updated_at ${fromTasks(1)}`,
  `INSERT INTO trashed_comment (trash_id, id, task_id, posted_uid, content, posted_at, version)
   SELECT trash_id, ${id('comment', 'id')}, id, user_id, 'Rain', added_at, 1 FROM trashed_task WHERE user_id <> ?`,
  `INSERT INTO gone_project (number, id, gone_on)
   SELECT number + 1000000, ${id('gone', 'id')}, created_at ${fromProjects}`,
  ...waitingMessages(fromTasks(1)),
];

/** Gives everybody else something of everything. */
export async function seedOtherPeople(dataSource: DataSource, ada: Registered): Promise<void> {
  for (const sql of statements) await dataSource.query(sql, [idToBytes(ada.user_id)]);
}

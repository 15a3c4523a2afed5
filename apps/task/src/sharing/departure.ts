import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { forgetReactions } from '../comment/forget-reactions.js';
import { ProjectEntity } from '../project/project.entity.js';
import { disownInTrash, leaveTrash } from '../trash/trash-departure.js';
import { noteFound } from '../sync/changes.js';
import { noteLeaver } from '../sync/changes-of-people.js';
import { noteTasks } from '../sync/changes-of-tasks.js';

/** What is known of somebody who deletes their account. */
interface Leaver {
  id: string;
  email: string;
  /** Whether they ever took part in what belongs to others. */
  collaborates: boolean;
}

/**
 * Takes somebody who deleted their account out of what belongs to others: their memberships, invitations and reminders go, and what
 * they wrote in comments or thought of them. The tasks and sections that they added stay, as their owner's.
 */
@Injectable()
export class Departure {
  /** The caller holds the person's lock, and has deleted what they owned. */
  async removeAllOf({ id, email, collaborates }: Leaver, transaction: EntityManager): Promise<void> {
    const user = idToBytes(id);
    await lockProjectsOf(user, transaction);
    await noteLeaver(transaction, user);
    for (const table of ['project_member', 'task_member', 'reminder']) {
      await transaction.query(`DELETE FROM ${table} WHERE user_id = ?`, [user]);
    }
    await transaction.query('DELETE FROM invitation WHERE invited_by = ?', [user]);
    if (email) await transaction.query('DELETE FROM invitation WHERE email = ?', [email]);
    await noteTasks(transaction, 'task.responsible_uid = ?', [user]);
    await transaction.query(
      `UPDATE task SET responsible_uid = NULL, assigned_by_uid = NULL, version = version + 1, updated_at = UTC_TIMESTAMP(3)
       WHERE responsible_uid = ?`,
      [user],
    );
    await leaveTrash(user, transaction);
    if (!collaborates) return;
    await disown(user, transaction);
    await disownInTrash(user, transaction);
    await forgetReactions(id, transaction);
  }
}

/** Nothing is being written in their name where that is done. */
async function lockProjectsOf(user: Buffer, transaction: EntityManager): Promise<void> {
  const rows = await transaction.query<{ id: Buffer }[]>(
    `SELECT project_id AS id FROM project_member WHERE user_id = ?
     UNION SELECT task.project_id FROM task_member JOIN task ON task.id = task_member.task_id
     WHERE task_member.user_id = ?`,
    [user, user],
  );
  if (rows.length === 0) return;
  await transaction.find(ProjectEntity, {
    select: { id: true },
    where: { id: In(rows.map((row) => bytesToId(row.id))) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/** Looks through whole tables, which happens once in the life of an account. */
async function disown(user: Buffer, transaction: EntityManager): Promise<void> {
  const commented = 'FROM comment JOIN task ON task.id = comment.task_id WHERE comment.posted_uid = ?';
  const found = {
    note: `SELECT task.project_id AS scope_id, comment.id AS entity_id, task.id AS task_id ${commented}`,
    task: `SELECT task.project_id AS scope_id, task.id AS entity_id ${commented}`,
    project_note: `SELECT project_id AS scope_id, id AS entity_id FROM comment
                   WHERE project_id IS NOT NULL AND posted_uid = ?`,
    section: 'SELECT project_id AS scope_id, id AS entity_id FROM section WHERE user_id = ?',
  };
  await noteFound(transaction, found, [user]);
  await transaction.query('DELETE FROM comment WHERE posted_uid = ?', [user]);
  await noteTasks(transaction, 'task.user_id = ? OR task.assigned_by_uid = ?', [user, user]);
  for (const table of ['task', 'section']) {
    await transaction.query(
      `UPDATE ${table} each_one JOIN project ON project.id = each_one.project_id
       SET each_one.user_id = project.user_id, each_one.version = each_one.version + 1 WHERE each_one.user_id = ?`,
      [user],
    );
  }
  await transaction.query('UPDATE task SET assigned_by_uid = responsible_uid WHERE assigned_by_uid = ?', [user]);
  await transaction.query(
    `UPDATE completed_occurrence JOIN task ON task.id = completed_occurrence.task_id
       JOIN project ON project.id = task.project_id
     SET completed_occurrence.user_id = project.user_id WHERE completed_occurrence.user_id = ?`,
    [user],
  );
}

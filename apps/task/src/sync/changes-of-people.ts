import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { deferredStatement } from '#database/statement.js';
import { noteFound } from './changes.js';

/** Somebody who takes part in a project, or takes no part any more; and its owner, who may share it with nobody else. */
export async function noteMember(transaction: EntityManager, projectId: string, userId: string): Promise<void> {
  const query = `SELECT id AS scope_id, ? AS entity_id FROM project WHERE id = ?
                 UNION SELECT id, user_id FROM project WHERE id = ?`;
  await noteFound(transaction, { member: query }, [userId, projectId, projectId].map(idToBytes));
}

/** Somebody with whom a task is shared alone, or no longer. */
export async function noteGuest(transaction: EntityManager, taskId: string, userId: string): Promise<void> {
  const query = 'SELECT project_id AS scope_id, ? AS entity_id, id AS task_id FROM task WHERE id = ?';
  await noteFound(transaction, { guest: query }, [userId, taskId].map(idToBytes));
}

/** Somebody to all with whom they share something, because their name or address is another one. */
export async function notePerson(transaction: EntityManager, userId: string): Promise<void> {
  const user = idToBytes(userId);
  await noteFound(transaction, { member: memberships, guest: guestships }, [user]);
  const owned = `SELECT project.id AS scope_id, project.user_id AS entity_id FROM project
                 WHERE project.user_id = ? AND EXISTS (SELECT 1 FROM project_member WHERE project_id = project.id)`;
  await noteFound(transaction, { member: owned }, [user]);
}

/** The same before somebody takes no part in anything any more, after which a project may be shared with nobody. */
export async function noteLeaver(transaction: EntityManager, user: Buffer): Promise<void> {
  const project = 'SELECT project_id AS scope_id, project_id AS entity_id FROM project_member WHERE user_id = ?';
  await noteFound(transaction, { project, member: memberships, guest: guestships }, [user]);
  const owners = `SELECT project.id AS scope_id, project.user_id AS entity_id
                  FROM project_member JOIN project ON project.id = project_member.project_id
                  WHERE project_member.user_id = ?`;
  await noteFound(transaction, { member: owners }, [user]);
}

const memberships = 'SELECT project_id AS scope_id, user_id AS entity_id FROM project_member WHERE user_id = ?';
const guestships = `SELECT task.project_id AS scope_id, task_member.user_id AS entity_id, task.id AS task_id
                    FROM task_member JOIN task ON task.id = task_member.task_id WHERE task_member.user_id = ?`;

/**
 * Forgets what nobody but one person has ever been told of: what changed in the Inbox, and reminders. Part of removing all that
 * is kept of a person.
 */
export async function forgetChanges(userId: string, transaction: EntityManager): Promise<void> {
  const user = idToBytes(userId);
  await deferredStatement(transaction, 'DELETE FROM change_log WHERE scope_id = ?', [user]);
  await deferredStatement(transaction, 'DELETE FROM change_log WHERE user_id = ?', [user]);
  await deferredStatement(transaction, 'DELETE FROM gone_project WHERE id = ?', [user]);
}

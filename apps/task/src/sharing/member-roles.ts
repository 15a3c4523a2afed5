import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { GivenRole, Role } from '#contracts/roles.js';
import { batched } from '#database/batched.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { type Permission, rolesThatMay, strongest } from './permissions.js';

interface Row {
  project_id: Buffer;
  user_id: Buffer;
  role: GivenRole;
}

interface Membership {
  projectId: string;
  userId: string;
}

/** The role that somebody was given in a project; undefined for its owner and for strangers. */
export const roleInProject = batched(async (asked: Membership[], manager): Promise<(GivenRole | undefined)[]> => {
  const rows = await statement<Row[]>(
    manager,
    'SELECT project_id, user_id, role FROM project_member WHERE project_id IN (?) AND user_id IN (?)',
    [asked.map(({ projectId }) => idToBytes(projectId)), asked.map(({ userId }) => idToBytes(userId))],
  );
  const given = new Map(rows.map((row) => [`${bytesToId(row.project_id)} ${bytesToId(row.user_id)}`, row.role]));
  return asked.map(({ projectId, userId }) => given.get(`${projectId} ${userId}`));
});

/** The role that somebody was given on a task alone: on itself, or on something that it is part of. */
export async function roleOnTask(taskId: string, actor: Actor, manager: EntityManager): Promise<Role | undefined> {
  const rows = await statement<{ role: GivenRole }[]>(
    manager,
    `WITH RECURSIVE line AS (
       SELECT id, parent_id FROM task WHERE id = ?
       UNION ALL SELECT task.id, task.parent_id FROM line JOIN task ON task.id = line.parent_id
     )
     SELECT role FROM line JOIN task_member ON task_member.task_id = line.id AND task_member.user_id = ?`,
    [idToBytes(taskId), idToBytes(actor.user_id)],
  );
  return strongest(...rows.map(({ role }) => role));
}

/** The tasks that are shared alone with somebody who has a permission there, with everything under them. */
export async function tasksSharedWith(
  actor: Actor,
  manager: EntityManager,
  permission: Permission = 'see',
): Promise<Buffer[]> {
  const given = 'SELECT task_id AS id FROM task_member WHERE user_id = ? AND role IN (?)';
  return under(given, [idToBytes(actor.user_id), rolesThatMay(permission)], manager);
}

/** Some tasks, with everything under them. */
export async function tasksUnder(ids: Buffer[], manager: EntityManager): Promise<Buffer[]> {
  return ids.length === 0 ? [] : under('SELECT id FROM task WHERE id IN (?)', [ids], manager);
}

async function under(tops: string, parameters: unknown[], manager: EntityManager): Promise<Buffer[]> {
  const rows = await statement<{ id: Buffer }[]>(
    manager,
    `WITH RECURSIVE shared AS (
       ${tops}
       UNION SELECT task.id FROM shared JOIN task ON task.parent_id = shared.id
     )
     SELECT id FROM shared`,
    parameters,
  );
  return rows.map(({ id }) => id);
}

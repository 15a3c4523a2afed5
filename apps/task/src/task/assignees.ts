import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { assigneeInvalid, type TaskEntity } from './task.entity.js';

/** `task.assignee_invalid` unless whoever the task is assigned to takes part in its project. Costs nothing where it is nobody. */
export async function refuseUnlessMember(task: TaskEntity, transaction: EntityManager): Promise<void> {
  const { responsibleUid } = task;
  if (responsibleUid === null) return;
  const members = await membersAmong([responsibleUid], task.projectId, transaction);
  if (!members.has(responsibleUid)) throw assigneeInvalid();
}

/** Makes those tasks nobody's whose assignee takes no part in the project that they are moved to. */
export async function releaseStrangers(
  tasks: TaskEntity[],
  projectId: string,
  actor: Actor,
  transaction: EntityManager,
): Promise<void> {
  const assigned = tasks.filter(({ responsibleUid }) => responsibleUid !== null);
  if (assigned.length === 0) return;
  const ids = assigned.map(({ responsibleUid }) => responsibleUid!);
  const members = await membersAmong(ids, projectId, transaction);
  for (const task of assigned) if (!members.has(task.responsibleUid!)) task.assign(null, actor);
}

async function membersAmong(userIds: string[], projectId: string, transaction: EntityManager): Promise<Set<string>> {
  const [id, users] = [idToBytes(projectId), userIds.map(idToBytes)];
  const rows = await statement<{ user_id: Buffer }[]>(
    transaction,
    `SELECT user_id FROM project WHERE id = ? AND user_id IN (?)
     UNION ALL SELECT user_id FROM project_member WHERE project_id = ? AND user_id IN (?)`,
    [id, users, id, users],
  );
  return new Set(rows.map(({ user_id }) => bytesToId(user_id)));
}

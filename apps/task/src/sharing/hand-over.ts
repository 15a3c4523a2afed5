import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { positionAmong } from '../list/position.js';
import { ProjectEntity } from '../project/project.entity.js';
import { note, noteFound } from '../sync/changes.js';
import { noteMember } from '../sync/changes-of-people.js';

/**
 * Makes a member of a project its owner, and the owner a manager. It leaves the tree of projects that it was in, which is its
 * old owner's: what was under it moves up. The caller holds the project's lock, and that of the new owner's account.
 */
export async function handOver(project: ProjectEntity, userId: string, transaction: EntityManager): Promise<void> {
  project.refuseForInbox();
  const [id, formerOwner, newOwner] = [project.id, project.userId, userId].map(idToBytes);
  const below = 'SELECT id AS scope_id, id AS entity_id FROM project WHERE parent_id = ?';
  await noteFound(transaction, { project: below }, [id]);
  await transaction.query('UPDATE project SET parent_id = ?, version = version + 1 WHERE parent_id = ?', [
    project.parentId && idToBytes(project.parentId),
    id,
  ]);
  const [{ is_favorite }] = await transaction.query<{ is_favorite: number }[]>(
    'SELECT is_favorite FROM project_member WHERE project_id = ? AND user_id = ?',
    [id, newOwner],
  );
  await transaction.query('DELETE FROM project_member WHERE project_id = ? AND user_id = ?', [id, newOwner]);
  await transaction.query(
    `INSERT INTO project_member (project_id, user_id, role, is_favorite, joined_at) VALUES (?, ?, 'manager', ?, ?)`,
    [id, formerOwner, project.isFavorite, project.createdAt],
  );
  await transaction.query('UPDATE member SET collaborates = TRUE WHERE id IN (?)', [[formerOwner, newOwner]]);
  const siblings = { table: 'project' as const, where: 'user_id = ? AND parent_id IS NULL', parameters: [newOwner] };
  project.handOver(userId, await positionAmong(siblings, null, transaction), is_favorite === 1, new Date());
  await transaction.update(ProjectEntity, { id: project.id }, project);
  await note(transaction, 'project', { scopeId: project.id, id: project.id });
  await noteMember(transaction, project.id, bytesToId(formerOwner));
  await transaction.query('UPDATE trash SET owner_id = ? WHERE project_id = ?', [newOwner, id]);
  // its words are found by their owner
  await transaction.query('UPDATE project SET searched_seq = NULL WHERE id = ?', [id]);
}

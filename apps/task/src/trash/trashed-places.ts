import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { positionAgain, positionAmong, type Siblings } from '../list/position.js';
import type { TrashRow } from './trash-row.js';

/** What was assigned to somebody who takes no part in the project, or no longer, is nobody's. */
export async function releaseStrangers({ id }: TrashRow, projectId: string, transaction: EntityManager): Promise<void> {
  const project = idToBytes(projectId);
  await transaction.query(
    `UPDATE trashed_task SET responsible_uid = NULL, assigned_by_uid = NULL, version = version + 1
     WHERE trash_id = ? AND responsible_uid NOT IN (
       SELECT user_id FROM project WHERE id = ? UNION ALL SELECT user_id FROM project_member WHERE project_id = ?)`,
    [id, project, project],
  );
}

/** A task that goes elsewhere takes along what is under it. */
export async function moveTasks({ id }: TrashRow, place: (Buffer | null)[], transaction: EntityManager): Promise<void> {
  const [projectId, sectionId, parentId] = place;
  await transaction.query(
    `UPDATE trashed_task SET project_id = ?, section_id = ?, version = version + 1, updated_at = UTC_TIMESTAMP(3)
     WHERE trash_id = ?`,
    [projectId, sectionId, id],
  );
  await transaction.query('UPDATE trashed_task SET parent_id = ? WHERE trash_id = ? AND id = ?', [parentId, id, id]);
}

/** Where it was, or last when another one is there by now or it was nowhere among these. */
export async function putAt(
  { id, kind }: TrashRow,
  among: Siblings,
  had: number | null,
  transaction: EntityManager,
): Promise<void> {
  const position = await (had === null
    ? positionAmong(among, null, transaction)
    : positionAgain(among, had, transaction));
  if (position === had) return;
  await transaction.query(`UPDATE trashed_${kind} SET position = ? WHERE trash_id = ? AND id = ?`, [position, id, id]);
}

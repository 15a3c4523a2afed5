import type { EntityManager } from 'typeorm';

/** Memberships and reminders of somebody who deleted their account, and what was assigned to them, in the trash of others. */
export async function leaveTrash(user: Buffer, transaction: EntityManager): Promise<void> {
  for (const table of ['project_member', 'task_member', 'reminder']) {
    await transaction.query(`DELETE FROM trashed_${table} WHERE user_id = ?`, [user]);
  }
  await transaction.query(
    'UPDATE trashed_task SET responsible_uid = NULL, assigned_by_uid = NULL WHERE responsible_uid = ?',
    [user],
  );
}

/** Their comments in the trash of others go; tasks and sections that they added there are their owner's from now on. */
export async function disownInTrash(user: Buffer, transaction: EntityManager): Promise<void> {
  await transaction.query(
    `DELETE trash FROM trashed_comment JOIN trash ON trash.id = trashed_comment.trash_id AND trash.id = trashed_comment.id
     WHERE trashed_comment.posted_uid = ?`,
    [user],
  );
  await transaction.query('DELETE FROM trashed_comment WHERE posted_uid = ?', [user]);
  for (const table of ['task', 'section', 'completed_occurrence']) {
    await transaction.query(
      `UPDATE trashed_${table} each_one JOIN trash ON trash.id = each_one.trash_id SET each_one.user_id = trash.owner_id
       WHERE each_one.user_id = ?`,
      [user],
    );
  }
  await transaction.query('UPDATE trashed_task SET assigned_by_uid = responsible_uid WHERE assigned_by_uid = ?', [
    user,
  ]);
  await transaction.query('UPDATE trash SET deleted_by = owner_id WHERE deleted_by = ?', [user]);
}

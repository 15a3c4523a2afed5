import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { MemberRepository } from '../account/member.repository.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { roleOnTask, tasksSharedWith } from '../sharing/member-roles.js';
import { insist, type Permission, rolesThatMay, strongest } from '../sharing/permissions.js';
import type { TrashRow } from './trash-row.js';

/** The id of nothing, for a list that may be empty. */
const nothing = Buffer.alloc(0);

/** What a comment's author may restore, where `trash` is the item. */
const isOwn = `EXISTS (SELECT 1 FROM trashed_comment own
                       WHERE own.trash_id = trash.id AND own.id = trash.id AND own.posted_uid = ?)`;

/**
 * Who may see, restore and remove what was deleted: whoever could delete it. While its project is there that is by the role in
 * it, or on the task that it belonged to; when the project is gone, too, it is its owner.
 */
@Injectable()
export class TrashAccess {
  constructor(
    private readonly projects: ProjectAccess,
    private readonly members: MemberRepository,
  ) {}

  /** A query of the ids of all items that the actor may restore, each once or more often. */
  async restorable(actor: Actor, manager: EntityManager): Promise<Condition> {
    const id = idToBytes(actor.user_id);
    const [sql, ...parameters] = await this.inSharedTasks(actor, manager);
    return [
      `SELECT trash.id FROM trash WHERE trash.owner_id = ?
       UNION ALL
       SELECT trash.id FROM project_member mine JOIN trash ON trash.project_id = mine.project_id
       WHERE mine.user_id = ? AND (mine.role IN (?) OR (mine.role IN (?) AND trash.kind <> 'comment')
         OR (mine.role IN (?) AND ${isOwn}))
       ${sql}`,
      id,
      id,
      ...(['manage', 'edit', 'comment'] as const).map((permission) => rolesThatMay(permission)),
      id,
      ...parameters,
    ];
  }

  /**
   * Takes the lock under which an item may be touched: that of its project, or of the person who owns it. What it takes to have
   * it back is enough unless told.
   */
  async hold(item: TrashRow, actor: Actor, transaction: EntityManager, permission?: Permission): Promise<void> {
    if (item.kind === 'project' || item.kind === 'label') {
      await this.members.lock(actor.user_id, transaction);
      return;
    }
    const role = await this.projects.take(bytesToId(item.project_id!), actor, transaction);
    if (role === undefined && item.owner_id.equals(idToBytes(actor.user_id))) return;
    const task = await taskAbove(item, transaction);
    const onTask = task && (await roleOnTask(bytesToId(task), actor, transaction));
    insist(strongest(role, onTask), permission ?? (await this.permissionFor(item, actor, transaction)), 'trash');
  }

  /** What it takes to have it back. */
  async permissionFor({ id, kind }: TrashRow, actor: Actor, transaction: EntityManager): Promise<Permission> {
    if (kind !== 'comment') return 'edit';
    const own = 'SELECT id FROM trashed_comment WHERE trash_id = ? AND id = ? AND posted_uid = ?';
    const rows = await transaction.query<unknown[]>(own, [id, id, idToBytes(actor.user_id)]);
    return rows.length > 0 ? 'comment' : 'manage';
  }

  private async inSharedTasks(actor: Actor, manager: EntityManager): Promise<Condition> {
    const commented = await tasksSharedWith(actor, manager, 'comment');
    if (commented.length === 0) return [''];
    const edited = await tasksSharedWith(actor, manager, 'edit');
    const managed = await tasksSharedWith(actor, manager, 'manage');
    const under = (table: string, column: string): string =>
      `UNION ALL SELECT trash.id FROM trashed_${table} root JOIN trash ON trash.id = root.trash_id AND trash.id = root.id
       WHERE root.${column} IN (?)`;
    return [
      `${under('task', 'parent_id')} ${under('comment', 'task_id')} ${under('comment', 'task_id')} AND root.posted_uid = ?`,
      [nothing, ...edited],
      [nothing, ...managed],
      commented,
      idToBytes(actor.user_id),
    ];
  }
}

/** The task that a task or a comment was on; nothing where it was on none, or that is gone. */
async function taskAbove({ id, kind }: TrashRow, transaction: EntityManager): Promise<Buffer | undefined> {
  if (kind !== 'task' && kind !== 'comment') return undefined;
  const column = kind === 'task' ? 'parent_id' : 'task_id';
  const [row] = await transaction.query<{ above: Buffer | null }[]>(
    `SELECT ${column} AS above FROM trashed_${kind} WHERE trash_id = ? AND id = ?`,
    [id, id],
  );
  return row?.above ?? undefined;
}

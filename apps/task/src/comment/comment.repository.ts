import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { CommentQuery, CommentTarget } from '#contracts/comment.contract.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { bytesToId, idToBytes, knownId } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { Activities, type Activity } from '../activity/activities.js';
import { changeSince, snapshot } from '../activity/changed.js';
import { Outbox } from '#messaging/outbox.js';
import { refuseStale } from '../list/if-match.js';
import { readPage } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import { noteComment } from '../sync/changes-of-tasks.js';
import type { Permission } from '../sharing/permissions.js';
import { TaskAccess } from '../task/task-access.js';
import { TrashBin } from '../trash/trash-bin.js';
import { CommentEntity } from './comment.entity.js';

@Injectable()
export class CommentRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
    private readonly tasks: TaskAccess,
    private readonly trash: TrashBin,
    private readonly activities: Activities,
    private readonly outbox: Outbox,
  ) {}

  /** `comment.not_found` unless the actor may see what it is on. */
  async get(id: string, actor: Actor): Promise<CommentEntity> {
    const comment = await byId(id, this.transactions.manager);
    await this.see(comment, actor);
    return comment;
  }

  /** Oldest first. */
  async list({ task_id, project_id, ...page }: CommentQuery, actor: Actor): Promise<Page<CommentEntity>> {
    const { taskId, projectId } = oneTarget({ task_id, project_id });
    const query = this.transactions.manager.createQueryBuilder(CommentEntity, 'comment');
    if (taskId != null) query.where({ taskId: (await this.tasks.get(taskId, actor)).id });
    else query.where({ projectId: (await this.projects.get(projectId, actor)).id });
    return readPage(query, page, { property: 'postedAt', isMoment: true });
  }

  /** Those of some that the actor may see. */
  async findMany(ids: string[], actor: Actor): Promise<CommentEntity[]> {
    const [onTask, ...ofTask] = await this.tasks.visibleFew(actor);
    const [onProject, ...ofProject] = this.projects.visibleFew('comment.project_id', actor);
    const rows = await statement<{ id: Buffer }[]>(
      this.transactions.manager,
      `SELECT comment.id FROM comment LEFT JOIN task ON task.id = comment.task_id
       WHERE comment.id IN (?) AND (${onProject} OR ${onTask})`,
      [ids.map(idToBytes), ...ofProject, ...ofTask],
    );
    return this.transactions.manager.findBy(CommentEntity, { id: In(rows.map(({ id }) => bytesToId(id))) });
  }

  add(comment: CommentEntity, target: CommentTarget, actor: Actor): Promise<CommentEntity> {
    const { taskId, projectId } = oneTarget(target);
    return this.transactions.run(async (transaction) => {
      const where =
        taskId == null
          ? await this.projects.hold(projectId, actor, transaction, 'project', 'comment')
          : (await this.tasks.lock(taskId, actor, transaction, 'comment')).projectId;
      Object.assign(comment, { taskId: taskId?.toLowerCase() ?? null, projectId: taskId == null ? where : null });
      await transaction.insert(CommentEntity, comment);
      await noteComment(transaction, comment, where);
      await this.activities.note({ event: 'added', ...subjectOf(comment, where) }, actor, transaction);
      const { id, fileId: file_id, postedUid: posted_uid } = comment;
      await this.outbox.record(transaction, commentAdded, comment, { id, file_id, posted_uid });
      return comment;
    });
  }

  /** `comment.not_yours` (forbidden) for what somebody else wrote. */
  change(id: string, actor: Actor, work: (comment: CommentEntity) => void): Promise<CommentEntity> {
    return this.respond(id, actor, (comment) => {
      if (comment.postedUid !== actor.user_id) throw new Failure('forbidden', 'comment.not_yours', notYours);
      work(comment);
    });
  }

  /** What whoever may comment may do with what others wrote, too. */
  respond(id: string, actor: Actor, work: (comment: CommentEntity) => void): Promise<CommentEntity> {
    return this.transactions.run(async (transaction) => {
      const { comment, where } = await this.lock(id, actor, transaction, 'comment');
      const before = snapshot('comment', comment);
      const fileId = comment.fileId;
      work(comment);
      if (comment.fileId !== fileId) await this.exchange(fileId, comment, transaction);
      await transaction.update(CommentEntity, { id: comment.id }, comment);
      await noteComment(transaction, comment, where);
      const change = changeSince(before, 'comment', comment);
      if (change)
        await this.activities.note({ event: 'updated', change, ...subjectOf(comment, where) }, actor, transaction);
      return comment;
    });
  }

  /** Puts a comment into the trash, with the file on it: one's own, or as a manager any. */
  async remove(id: string, ifMatch: string[] | undefined, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { postedUid } = await byId(id, transaction);
      const permission = postedUid === actor.user_id ? 'comment' : 'manage';
      const { comment, where } = await this.lock(id, actor, transaction, permission);
      refuseStale('comment', comment, ifMatch);
      await noteComment(transaction, comment, where);
      const subject = subjectOf(comment, where);
      await this.trash.put('comment', subject, { ids: [comment.id], depth: 0 }, actor, transaction);
      await this.activities.note({ event: 'deleted', ...subject }, actor, transaction);
    });
  }

  /** Whether some comment that the actor may see carries the file. */
  async showsFile(fileId: string, actor: Actor): Promise<boolean> {
    const comments = await this.transactions.manager.findBy(CommentEntity, { fileId: knownId(fileId, 'file') });
    for (const comment of comments) {
      if (await this.see(comment, actor).then(...seen)) return true;
    }
    return false;
  }

  /** Reports that a comment has let go of one file, and carries another. */
  private async exchange(former: string | null, comment: CommentEntity, transaction: EntityManager): Promise<void> {
    const { id, fileId, postedUid: posted_uid } = comment;
    if (former) await this.outbox.record(transaction, commentDeleted, comment, { id, file_id: former });
    if (fileId) await this.outbox.record(transaction, commentAdded, comment, { id, file_id: fileId, posted_uid });
  }

  private async see({ taskId, projectId }: CommentEntity, actor: Actor): Promise<void> {
    if (taskId !== null) await this.tasks.get(taskId, actor, this.transactions.manager, 'comment');
    else await this.projects.get(projectId!, actor, 'see', 'comment');
  }

  /** Takes the lock of what it is on, then its own; and tells in which project that is. */
  private async lock(
    id: string,
    actor: Actor,
    transaction: EntityManager,
    permission: Permission,
  ): Promise<{ comment: CommentEntity; where: string }> {
    const { taskId, projectId } = await byId(id, transaction);
    const where =
      taskId === null
        ? await this.projects.hold(projectId!, actor, transaction, 'comment', permission)
        : (await this.tasks.lock(taskId, actor, transaction, permission, 'comment')).projectId;
    return { comment: await byId(id, transaction, { mode: 'pessimistic_write' }), where };
  }
}

/** What an activity, now, is about. */
function subjectOf(
  { id, version, taskId, content, fileAttachment }: CommentEntity,
  projectId: string,
): Omit<Activity, 'event'> {
  const name = content || (fileAttachment?.file_name ?? '');
  return { kind: 'comment', id, version, projectId, taskId, name, at: new Date() };
}

/** What becomes of looking: it was seen, or it is not there for the actor. */
const seen = [
  () => true,
  (error: unknown) => {
    if (error instanceof Failure && error.kind === 'not_found') return false;
    throw error;
  },
] as const;

const notYours = 'Somebody else wrote this comment.';

/** `comment.not_found` when there is none. */
async function byId(id: string, manager: EntityManager, lock?: { mode: 'pessimistic_write' }): Promise<CommentEntity> {
  const comment = await manager.findOne(CommentEntity, {
    where: { id: knownId(id, 'comment') },
    ...(lock && { lock }),
  });
  if (!comment) throw notFound('comment');
  return comment;
}

type Target = { taskId: string; projectId: null } | { taskId: null; projectId: string };

function oneTarget({ task_id: taskId, project_id: projectId }: CommentTarget): Target {
  if (taskId != null && projectId == null) return { taskId, projectId: null };
  if (projectId != null && taskId == null) return { taskId: null, projectId };
  const expected = 'exactly one of task_id and project_id';
  throw new Failure('invalid', 'comment.target', `A comment is about ${expected}.`, { expected });
}

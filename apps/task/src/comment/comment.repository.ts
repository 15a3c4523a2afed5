import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { CommentQuery, CommentTarget } from '#contracts/comment.contract.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { Page } from '#contracts/page.js';
import { idToBytes, knownId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Outbox } from '#messaging/outbox.js';
import { refuseStale } from '../list/if-match.js';
import { readPage } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import { noteComment } from '../sync/changes.js';
import { TaskAccess } from '../task/task-access.js';
import { TaskEntity } from '../task/task.entity.js';
import { CommentEntity } from './comment.entity.js';

@Injectable()
export class CommentRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly projects: ProjectAccess,
    private readonly tasks: TaskAccess,
    private readonly outbox: Outbox,
  ) {}

  /** `comment.not_found` unless the actor may see what it is on. */
  async get(id: string, actor: Actor): Promise<CommentEntity> {
    return found(await this.byId(id, actor, this.transactions.manager).getOne());
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
  findMany(ids: string[], actor: Actor): Promise<CommentEntity[]> {
    return this.visible(actor, this.transactions.manager)
      .andWhere({ id: In(ids) })
      .getMany();
  }

  add(comment: CommentEntity, target: CommentTarget, actor: Actor): Promise<CommentEntity> {
    const { taskId, projectId } = oneTarget(target);
    return this.transactions.run(async (transaction) => {
      if (taskId != null) comment.taskId = (await this.tasks.lock(taskId, actor, transaction)).id;
      else comment.projectId = await this.projects.hold(projectId, actor, transaction);
      await transaction.insert(CommentEntity, comment);
      await noteComment(transaction, comment);
      const { id, fileId: file_id, postedUid: posted_uid } = comment;
      await this.outbox.record(transaction, commentAdded, comment, { id, file_id, posted_uid });
      return comment;
    });
  }

  change(id: string, actor: Actor, work: (comment: CommentEntity) => void): Promise<CommentEntity> {
    return this.transactions.run(async (transaction) => {
      const comment = await this.lock(id, actor, transaction);
      work(comment);
      await transaction.update(CommentEntity, { id: comment.id }, comment);
      await noteComment(transaction, comment);
      return comment;
    });
  }

  /** Deletes a comment and frees the file on it. */
  async remove(id: string, ifMatch: string[] | undefined, actor: Actor): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const comment = await this.lock(id, actor, transaction);
      refuseStale('comment', comment, ifMatch);
      await noteComment(transaction, comment);
      await transaction.delete(CommentEntity, { id: comment.id });
      const subject = { id: comment.id, version: comment.version + 1 };
      await this.outbox.record(transaction, commentDeleted, subject, { id: comment.id, file_id: comment.fileId });
    });
  }

  /** Whether some comment that the actor may see carries the file. */
  showsFile(fileId: string, actor: Actor): Promise<boolean> {
    const query = this.visible(actor, this.transactions.manager);
    return query.andWhere('comment.fileId = :fileId', { fileId: idToBytes(knownId(fileId, 'file')) }).getExists();
  }

  private async lock(id: string, actor: Actor, transaction: EntityManager): Promise<CommentEntity> {
    return found(await this.byId(id, actor, transaction).setLock('pessimistic_write').getOne());
  }

  private byId(id: string, actor: Actor, manager: EntityManager): SelectQueryBuilder<CommentEntity> {
    return this.visible(actor, manager).andWhere({ id: knownId(id, 'comment') });
  }

  private visible(actor: Actor, manager: EntityManager): SelectQueryBuilder<CommentEntity> {
    const query = manager
      .createQueryBuilder(CommentEntity, 'comment')
      .leftJoin(TaskEntity, 'task', 'task.id = comment.taskId');
    return this.projects.narrow(query, actor, 'comment.projectId', 'task.projectId');
  }
}

function found(comment: CommentEntity | null): CommentEntity {
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

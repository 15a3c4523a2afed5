import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { Attachment, Comment, PostComment } from '#contracts/comment.contract.js';
import { invalid } from '#contracts/failure.js';
import type { ChangedNote } from '#contracts/sync-commands.js';
import { IdColumn, IdPrimaryColumn, isId, newId } from '#database/id.js';
import { type Reactions, withoutReaction, withReaction } from './reactions.js';

/** A remark on a task or on a project, with at most one file. */
@Entity('comment')
export class CommentEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'task_id', nullable: true }) taskId!: string | null;
  @IdColumn({ name: 'project_id', nullable: true }) projectId!: string | null;
  @IdColumn({ name: 'posted_uid' }) postedUid!: string;
  @Column('mediumtext') content!: string;
  @IdColumn({ name: 'file_id', nullable: true }) fileId!: string | null;
  @Column('simple-json', { name: 'file_attachment', nullable: true }) fileAttachment!: Attachment | null;
  @Column('datetime', { name: 'posted_at', precision: 3 }) postedAt!: Date;
  @Column('simple-json', { name: 'uids_to_notify', nullable: true }) uidsToNotify!: string[] | null;
  @Column('simple-json', { nullable: true }) reactions!: Reactions | null;
  @Column('int') version!: number;

  /** Not on anything yet. `comment.content` when there is neither text nor a file, `comment.uids_to_notify` for what is no id. */
  static of(
    author: Actor,
    { content, file_id, file_attachment, uids_to_notify }: PostComment,
    at: Date,
  ): CommentEntity {
    refuseEmpty(content, file_id);
    return Object.assign(new CommentEntity(), {
      id: newId(),
      taskId: null,
      projectId: null,
      postedUid: author.user_id,
      content,
      fileId: file_id,
      fileAttachment: file_attachment,
      postedAt: at,
      uidsToNotify: idsOf(uids_to_notify),
      reactions: null,
      version: 1,
    });
  }

  /** Of what is told; `comment.content` when neither text nor a file is left, `comment.uids_to_notify` for what is no id. */
  edit({ content = this.content, file_id, file_attachment, uids_to_notify }: Omit<ChangedNote, 'id'>): void {
    this.content = content;
    if (file_id !== undefined) {
      refuseEmpty(content, file_id);
      Object.assign(this, { fileId: file_id, fileAttachment: file_attachment });
    }
    if (uids_to_notify !== undefined) this.uidsToNotify = idsOf(uids_to_notify);
    this.version += 1;
  }

  /** `comment.reaction` (invalid) for what is no emoji, and for one beyond 50 different ones. */
  react(reaction: string, { user_id }: Actor): void {
    this.reactions = withReaction(this.reactions, reaction, user_id);
    this.version += 1;
  }

  takeBack(reaction: string, { user_id }: Actor): void {
    this.reactions = withoutReaction(this.reactions, reaction, user_id);
    this.version += 1;
  }

  toView(): Comment {
    return {
      id: this.id,
      ...(this.taskId ? { item_id: this.taskId } : {}),
      ...(this.projectId ? { project_id: this.projectId } : {}),
      content: this.content,
      posted_uid: this.postedUid,
      posted_at: this.postedAt.toISOString(),
      file_attachment: this.fileAttachment,
      uids_to_notify: this.uidsToNotify,
      reactions: this.reactions,
      is_deleted: false,
      version: this.version,
    };
  }
}

function refuseEmpty(content: string, fileId: string | null): void {
  if (!fileId && !/\S/.test(content)) throw invalid('comment.content', 'content', 'some text, or an attachment');
}

function idsOf(told: string[] | null | undefined): string[] | null {
  if (told && !told.every(isId)) throw invalid('comment.uids_to_notify', 'uids_to_notify', 'ids of accounts');
  return told?.map((id) => id.toLowerCase()) ?? null;
}

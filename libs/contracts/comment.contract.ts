import { command, contract, query } from './contract.js';
import { Flag, Id, OneOf, Text, Whole } from './fields.js';
import { IdList, Words } from './list-fields.js';
import { Dictionary, Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, Guarded, IfMatch, PageQuery, pageOf, Version } from './page.js';

/** An uploaded file as it hangs on a comment, in the shape of the Todoist REST API v1. */
export class Attachment {
  @OneOf(['file', 'image', 'audio', 'video']) resource_type!: string;
  @Text({ max: 255 }) file_name!: string;
  @Whole({ max: Number.MAX_SAFE_INTEGER, description: 'Bytes' }) file_size!: number;
  @Text({ max: 255, description: 'Media type' }) file_type!: string;
  @Text({ max: 2048, description: 'Answers the bytes to whoever may read the comment' }) file_url!: string;
  @OneOf(['pending', 'completed']) upload_state!: string;
  @Text({ max: 2048, nullable: true, description: 'The picture itself, where the file is one' }) image!: string | null;
  @Whole({ nullable: true, description: 'Pixels' }) image_width!: number | null;
  @Whole({ nullable: true, description: 'Pixels' }) image_height!: number | null;
}

/** A remark on a task or on a project: one of `item_id` and `project_id`. Shape of the Todoist REST API v1. */
export class Comment {
  @Id() id!: string;
  @Id({ optional: true, description: 'The task that it is about' }) item_id?: string;
  @Id({ optional: true }) project_id?: string;
  @Text({ max: 15000 }) content!: string;
  @Id() posted_uid!: string;
  @Text({
    max: 255,
    optional: true,
    description:
      'Who that is, also to who sees the task alone; empty once the account is gone. Not in sync, which has `collaborators`',
  })
  posted_name?: string;
  @Instant() posted_at!: string;
  @Nested(() => Attachment, { nullable: true }) file_attachment!: Attachment | null;
  @Words({ max: 64, size: 500, nullable: true }) uids_to_notify!: string[] | null;
  @Dictionary({ nullable: true }) reactions!: Record<string, string[]> | null;
  @Flag() is_deleted!: boolean;
  @Version() version!: number;
}

/** Names a file that was uploaded before. */
export class AttachmentReference {
  @Text({ min: 1, max: 2048, description: '`file_url` from the answer to the upload' }) file_url!: string;
  @Text({ max: 255, optional: true, nullable: true }) file_name?: string | null;
  @Text({ max: 255, optional: true, nullable: true }) file_type?: string | null;
  @Text({ max: 32, optional: true, nullable: true }) resource_type?: string | null;
}

export class CommentTarget {
  @Id({ optional: true, nullable: true }) task_id?: string | null;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
}

/** A new comment on exactly one of a task and a project. */
export class AddComment extends CommentTarget {
  @Text({ max: 15000, description: 'Markdown; may be empty only beside an attachment' }) content!: string;
  @Nested(() => AttachmentReference, { optional: true, nullable: true }) attachment?: AttachmentReference | null;
  @IdList({ size: 100, optional: true, nullable: true, description: 'Accounts, as a list or as `a,b`' })
  uids_to_notify?: string[] | null;
}

/** The comment as the task service stores it: the gateway has looked the file up for the actor. */
export class PostComment extends CommentTarget {
  @Text({ max: 15000 }) content!: string;
  @Id({ nullable: true }) file_id!: string | null;
  @Nested(() => Attachment, { nullable: true }) file_attachment!: Attachment | null;
  @Words({ max: 64, size: 100, optional: true, nullable: true }) uids_to_notify?: string[] | null;
}

export class CommentChange {
  @Text({ min: 1, max: 15000 }) content!: string;
}

export class UpdateComment extends CommentChange {
  @Id() id!: string;
  @IfMatch() if_match?: string[];
}

export class CommentQuery extends PageQuery {
  @Id({ optional: true, nullable: true }) task_id?: string | null;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
}

export class CommentPage extends pageOf(Comment) {}

export class FileReference {
  @Id() file_id!: string;
}

/**
 * Comments. Those who are to be told of one are kept with it; what could not be an id is `comment.uids_to_notify` (invalid).
 * Exactly one of `task_id` and `project_id` is wanted (`comment.target`, invalid).
 * Only who wrote one may change it (`comment.not_yours`, forbidden); managers may delete any (`comment.forbidden`).
 * `mayRead` answers when some comment that the actor sees carries the file, else `file.not_found`.
 */
export const commentContract = contract('task.comment', {
  get: query(ById, Comment),
  list: query(CommentQuery, CommentPage),
  add: command(PostComment, Comment),
  update: command(UpdateComment, Comment),
  delete: command(Guarded),
  mayRead: query(FileReference),
});

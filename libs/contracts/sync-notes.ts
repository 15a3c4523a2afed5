import { AttachmentReference } from './comment.contract.js';
import { Id, Text } from './fields.js';
import { IdList } from './list-fields.js';
import { Nested } from './nested-fields.js';
import { DateAndTime } from './time-fields.js';
import { ById } from './page.js';

/** On exactly one of a task and a project. */
export class NoteAdd {
  @Id({ optional: true, nullable: true }) item_id?: string | null;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Text({ max: 15000, optional: true }) content?: string;
  @Nested(() => AttachmentReference, { optional: true, nullable: true }) file_attachment?: AttachmentReference | null;
  @IdList({ size: 100, optional: true, nullable: true, description: 'Accounts' }) uids_to_notify?: string[] | null;
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' }) posted_at?:
    string | null;
}

/** One emoji, from or by the person who sends it. */
export class NoteReaction extends ById {
  @Text({ min: 1, max: 64, example: '👍' }) reaction!: string;
}

/** A file takes the place of the one that is on the comment, and null takes it away. */
export class NoteUpdate extends ById {
  @Text({ min: 1, max: 15000, optional: true }) content?: string;
  @Nested(() => AttachmentReference, { optional: true, nullable: true }) file_attachment?: AttachmentReference | null;
  @IdList({ size: 100, optional: true, nullable: true, description: 'Accounts' }) uids_to_notify?: string[] | null;
}

import { command, contract, query } from './contract.js';
import { PickType } from './derived.js';
import { Flag, Id, Text } from './fields.js';
import { Nested } from './nested-fields.js';
import { Instant } from './time-fields.js';
import { ById, PageQuery, pageOf } from './page.js';
import { Attachment, AttachmentReference } from './comment.contract.js';

/** A file that is about to be sent: its name and media type as the sender states them. */
export class PrepareUpload {
  @Text({ max: 255 }) file_name!: string;
  @Text({ max: 255 }) file_type!: string;
}

/** An announced file that waits for its bytes. */
export class AnnouncedFile {
  @Id() id!: string;
}

/** Where to PUT the bytes, for a few minutes: a signed path (with its query) at the storage service. */
export class UploadTicket {
  @Text({ max: 4096 }) path!: string;
}

/** Names an upload that is to be deleted. */
export class DeleteUpload extends PickType(AttachmentReference, ['file_url'] as const) {}

/** A file of the actor's own, as it would hang on a comment. */
export class StoredFile {
  @Id() id!: string;
  @Nested(() => Attachment) attachment!: Attachment;
}

export class StoredFilePage extends pageOf(StoredFile) {}

/** Where to GET the bytes, without further proof, until it expires. */
export class SignedUrl {
  @Text({ max: 4096 }) url!: string;
  @Instant() expires_at!: string;
}

/** Asks for a file by id; `shared` says that the caller has checked that a comment shows it to the actor. */
export class SignDownload extends ById {
  @Flag() shared!: boolean;
}

/**
 * Files. Bytes go over HTTP to the signed URLs, never through the broker. Other people's files are `file.not_found`.
 * - `signUpload`: where the bytes of one's own announced file go; `file.finished` (conflict) when they are there.
 * - `get`: metadata of one's own finished upload.
 * - `list`: one's own finished uploads, the oldest first.
 * - `delete`: frees one's own upload, also one that hangs on a comment.
 */
export const fileContract = contract('storage.file', {
  prepareUpload: command(PrepareUpload, AnnouncedFile),
  signUpload: query(ById, UploadTicket),
  get: query(ById, StoredFile),
  list: query(PageQuery, StoredFilePage),
  signDownload: query(SignDownload, SignedUrl),
  delete: command(ById),
});

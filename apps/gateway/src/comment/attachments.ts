import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { AttachmentReference } from '#contracts/comment.contract.js';
import type { Client } from '#contracts/contract.js';
import { Failure, invalid } from '#contracts/failure.js';
import { fileContract, type StoredFile } from '#contracts/file.contract.js';
import { InjectClient } from '#messaging/client.js';
import { fileIdOf } from '../file/file-url.js';

/** Finds the uploads that people put on comments. */
@Injectable()
export class Attachments {
  constructor(@InjectClient(fileContract) private readonly files: Client<typeof fileContract>) {}

  /** `comment.attachment_unknown` unless it names a finished upload of the actor's own. */
  async find({ file_url }: AttachmentReference, actor: Actor): Promise<StoredFile> {
    try {
      return await this.files.get({ id: fileIdOf(file_url) }, actor);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'not_found') throw error;
      throw invalid('comment.attachment_unknown', 'attachment.file_url', 'the `file_url` of an upload of your own');
    }
  }
}

import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Delivered } from '#contracts/event.js';
import { type CommentAdded, commentAdded, type CommentDeleted, commentDeleted } from '#contracts/events.js';
import { On } from '#messaging/handles.js';
import { FileRepository } from './file.repository.js';

/** Learns from events which files are in use. */
@Controller()
export class FileEvents {
  constructor(private readonly files: FileRepository) {}

  @On(commentAdded)
  async commentAdded({ data, aggregateVersion }: Delivered<CommentAdded>, transaction: EntityManager): Promise<void> {
    if (data.file_id) await this.files.addReference(data.file_id, data.id, aggregateVersion, transaction);
  }

  @On(commentDeleted)
  async commentDeleted(
    { data, aggregateVersion }: Delivered<CommentDeleted>,
    transaction: EntityManager,
  ): Promise<void> {
    if (data.file_id) await this.files.removeReference(data.file_id, data.id, aggregateVersion, transaction);
  }
}

import { Column, Entity } from 'typeorm';
import type { Attachment } from '#contracts/comment.contract.js';
import { IdColumn, IdPrimaryColumn } from '#database/id.js';
import { isPicture, resourceType } from './media-type.js';
import type { Dimensions } from './picture.js';

/** What a file consists of. */
export interface Content {
  /** SHA-256. */
  hash: Buffer;
  size: number;
}

const bytes = {
  to: (size: number | null) => size,
  from: (size: string | null) => (size === null ? null : Number(size)),
};

/** Somebody's file: announced first, finished once its bytes are here. */
@Entity('file')
export class FileEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'owner_id' }) ownerId!: string;
  @Column('varchar') name!: string;
  @Column('varchar') type!: string;
  @Column('datetime', { name: 'prepared_at', precision: 3 }) preparedAt!: Date;
  @Column('binary', { length: 32, nullable: true }) hash!: Buffer | null;
  @Column('bigint', { unsigned: true, nullable: true, transformer: bytes }) size!: number | null;
  @Column('int', { unsigned: true, nullable: true }) width!: number | null;
  @Column('int', { unsigned: true, nullable: true }) height!: number | null;
  @Column('datetime', { name: 'uploaded_at', precision: 3, nullable: true }) uploadedAt!: Date | null;

  finish({ hash, size }: Content, dimensions: Dimensions | undefined, at: Date): FinishedFile {
    const { width = null, height = null } = dimensions ?? {};
    return Object.assign(this, { hash, size, width, height, uploadedAt: at });
  }

  isFinished(): this is FinishedFile {
    return this.hash !== null;
  }

  /** The file as it hangs on a comment, under the address where this system is reached from outside. */
  toAttachment(this: FinishedFile, publicUrl: string): Attachment {
    const url = `${publicUrl}/api/v1/files/${this.id}/${encodeURIComponent(this.name)}`;
    return {
      resource_type: resourceType(this.type),
      file_name: this.name,
      file_size: this.size,
      file_type: this.type,
      file_url: url,
      upload_state: 'completed',
      image: isPicture(this.type) ? url : null,
      image_width: this.width,
      image_height: this.height,
    };
  }
}

/** A file whose bytes are here. */
export type FinishedFile = FileEntity & { hash: Buffer; size: number; uploadedAt: Date };

import { Flag, Text } from '#contracts/fields.js';

/** A backup that can be downloaded. */
export class Backup {
  @Text({ max: 32, description: 'When it is of, UTC' }) version!: string;
  @Text({ max: 2048, description: 'What `download` wants as `file`' }) url!: string;
}

export class BackupQuery {
  @Text({ max: 2048, description: 'The `url` of a backup, or `now`' }) file!: string;
}

export class ImportQuery {
  @Flag({ words: true, optional: true, description: 'Only tell what would happen' }) dry_run?: boolean;
}

/** A form with one file. */
export const fileForm = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
};

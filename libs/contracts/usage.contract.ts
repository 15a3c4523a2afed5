import { contract, query } from './contract.js';
import { Id, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { ListOf } from './nested-fields.js';
import { Nothing } from './page.js';

const bytes = (description: string): PropertyDecorator => Whole({ max: Number.MAX_SAFE_INTEGER, description });

export class FilesOf {
  @Words({ max: 64, size: 200 }) account_ids!: string[];
}

/** How much of the storage an account uses. */
export class AccountUsage {
  @Id() account_id!: string;
  @Whole({ description: 'That were uploaded' }) files!: number;
  @bytes('Of these files together') bytes!: number;
}

export class AccountUsages {
  @ListOf(() => AccountUsage) results!: AccountUsage[];
}

/** How much all files together use. */
export class StorageUsage {
  @Whole({ description: 'Of all accounts' }) files!: number;
  @bytes('Of these files together') bytes!: number;
  @bytes('That this takes where files are kept: the same content is there once') stored_bytes!: number;
  @bytes('That are free where files are kept; the largest number there is where no limit is known, as in a bucket')
  free_bytes!: number;
}

/**
 * What files take up. The caller has checked that the actor is an administrator.
 * - `ofAccounts`: those that have any; at most 200 are asked for.
 */
export const usageContract = contract('storage.usage', {
  ofAccounts: query(FilesOf, AccountUsages),
  total: query(Nothing, StorageUsage),
});

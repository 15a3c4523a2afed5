import type { Handlers } from '#contracts/contract.js';
import { type AccountUsages, type FilesOf, type StorageUsage, usageContract } from '#contracts/usage.contract.js';
import { bytesToId, idToBytes, isId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { BlobStore } from '../blob/blob.store.js';

@Handles(usageContract)
export class UsageHandler implements Handlers<typeof usageContract> {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BlobStore,
  ) {}

  async ofAccounts({ account_ids }: FilesOf): Promise<AccountUsages> {
    const known = account_ids.filter(isId).map(idToBytes);
    if (known.length === 0) return { results: [] };
    const rows = await this.transactions.manager.query<{ owner_id: Buffer; files: unknown; bytes: unknown }[]>(
      `SELECT owner_id, COUNT(*) AS files, SUM(size) AS bytes FROM file
       WHERE owner_id IN (?) AND hash IS NOT NULL GROUP BY owner_id`,
      [known],
    );
    const results = rows.map(({ owner_id, files, bytes }) => ({
      account_id: bytesToId(owner_id),
      files: Number(files),
      bytes: Number(bytes),
    }));
    return { results };
  }

  async total(): Promise<StorageUsage> {
    const [row] = await this.transactions.manager.query<Record<'files' | 'bytes' | 'stored', unknown>[]>(
      `SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes,
         (SELECT COALESCE(SUM(size), 0) FROM (SELECT MAX(size) AS size FROM file WHERE hash IS NOT NULL GROUP BY hash) AS each_once)
           AS stored
       FROM file WHERE hash IS NOT NULL`,
    );
    return {
      files: Number(row?.files),
      bytes: Number(row?.bytes),
      stored_bytes: Number(row?.stored),
      free_bytes: await this.store.freeBytes(),
    };
  }
}

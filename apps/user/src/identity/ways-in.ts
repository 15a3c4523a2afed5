import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Failure } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { IDENTITY_PROVIDERS, type ProviderSettings } from './provider-settings.js';

/** By what an account can be opened: its password, its passkeys, and its identities at providers that there are. */
@Injectable()
export class WaysIn {
  constructor(@Inject(IDENTITY_PROVIDERS) private readonly providers: ProviderSettings[]) {}

  /**
   * To be called in the transaction that has removed one: `account.last_way_in` (conflict) when that was the last. Of several that are removed at
   * the same time, each sees those before it.
   */
  async refuseNone(accountId: string, transaction: EntityManager): Promise<void> {
    const key = idToBytes(accountId);
    await transaction.query('SELECT id FROM account WHERE id = ? FOR UPDATE', [key]);
    const [row] = await transaction.query<{ ways: unknown }[]>(
      `SELECT (password_hash IS NOT NULL) + (SELECT COUNT(*) FROM passkey WHERE account_id = ?)
         + (SELECT COUNT(*) FROM identity WHERE account_id = ? AND provider IN (?)) AS ways
       FROM account WHERE id = ?`,
      [key, key, ['', ...this.providers.map(({ id }) => id)], key],
    );
    if (Number(row?.ways ?? 1) > 0) return;
    throw new Failure('conflict', 'account.last_way_in', 'Nothing else opens this account. Set a password first.');
  }
}

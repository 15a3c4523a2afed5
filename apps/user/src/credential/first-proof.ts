import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes } from '#database/id.js';
import { Grants } from '../oauth/grants.js';
import { SecurityLog } from '../security/security-log.js';

/**
 * What happens when it is shown for the first time whose address an account has. Whoever registered it may have been somebody else, and have
 * left ways in for later: those end. The second factor is none, and stays.
 */
@Injectable()
export class FirstProof {
  constructor(
    private readonly grants: Grants,
    private readonly log: SecurityLog,
  ) {}

  async endOtherWays(accountId: string, transaction: EntityManager): Promise<void> {
    const key = idToBytes(accountId);
    await transaction.query('DELETE FROM passkey WHERE account_id = ?', [key]);
    await transaction.query('DELETE FROM identity WHERE account_id = ?', [key]);
    await this.grants.endAllOf(accountId, transaction);
    await this.log.note(transaction, accountId, 'account.reclaimed');
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#database/transactions.js';
import { holderOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TotpRepository } from './totp.repository.js';

/** Takes codes, of the app or for when it is lost, each once. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly totp: TotpRepository,
    private readonly codes: RecoveryCodes,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Uses a code up in the transaction that it is for; false when it is wrong, or was used before. `auth.too_many_attempts`
   * (rate_limited).
   */
  async use(accountId: string, code: string, transaction: EntityManager): Promise<boolean> {
    await this.throttle.refuse([holderOf(accountId)]);
    const plain = code.replace(/\s/g, '');
    if (await this.totp.use(accountId, plain, true, transaction)) return true;
    if (!(await this.codes.use(accountId, plain, transaction))) return false;
    await this.log.note(transaction, accountId, 'recovery_code.used');
    return true;
  }

  /** Counts a code that was wrong, whatever becomes of the transaction that it was for. */
  async refused(accountId: string): Promise<void> {
    await this.transactions.apart((transaction) => this.throttle.count([holderOf(accountId)], transaction));
  }
}

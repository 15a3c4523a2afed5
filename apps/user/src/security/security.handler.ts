import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { Page, PageQuery } from '#contracts/page.js';
import type { PasswordOnly } from '#contracts/second-factor.contract.js';
import { securityContract, type SecurityEvent } from '#contracts/security.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { Passwords } from '../credential/passwords.js';
import { SecurityLog } from './security-log.js';

@Handles(securityContract)
export class SecurityHandler implements Handlers<typeof securityContract> {
  constructor(
    private readonly log: SecurityLog,
    private readonly passwords: Passwords,
    private readonly transactions: Transactions,
  ) {}

  list(query: PageQuery, actor: Actor): Promise<Page<SecurityEvent>> {
    return this.log.list(actor.user_id, query);
  }

  async confirmExport({ current_password }: PasswordOnly, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    await this.transactions.run((transaction) => this.log.note(transaction, actor.user_id, 'account.exported'));
  }
}

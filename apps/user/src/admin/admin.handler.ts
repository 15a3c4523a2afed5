import type { Actor } from '#contracts/actor.js';
import {
  type AccountQuery,
  type AdminAccount,
  adminContract,
  type AuditEntry,
  type AuditQuery,
  type DeleteOther,
  type Installation,
  type InstallationChange,
} from '#contracts/admin.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById, Nothing, Page } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { Passwords } from '../credential/passwords.js';
import { Audit } from '../security/audit.js';
import type { Author } from '../security/security-log.js';
import { AdminAccounts } from './admin-accounts.js';
import { Administration } from './administration.js';
import { Installations } from './installations.js';

@Handles(adminContract)
export class AdminHandler implements Handlers<typeof adminContract> {
  constructor(
    private readonly administration: Administration,
    private readonly accounts: AdminAccounts,
    private readonly installations: Installations,
    private readonly passwords: Passwords,
    private readonly auditLog: Audit,
    private readonly transactions: Transactions,
  ) {}

  async check(_: Nothing, actor: Actor): Promise<void> {
    await this.authorOf(actor);
  }

  async listAccounts(query: AccountQuery, actor: Actor): Promise<Page<AdminAccount>> {
    await this.authorOf(actor);
    return this.accounts.list(query);
  }

  async getAccount({ id }: ById, actor: Actor): Promise<AdminAccount> {
    await this.authorOf(actor);
    return this.accounts.get(id);
  }

  async disable({ id }: ById, actor: Actor): Promise<AdminAccount> {
    await this.administration.disable(id, await this.authorOf(actor));
    return this.accounts.get(id);
  }

  async enable({ id }: ById, actor: Actor): Promise<AdminAccount> {
    await this.administration.enable(id, await this.authorOf(actor));
    return this.accounts.get(id);
  }

  async delete({ id, current_password }: DeleteOther, actor: Actor): Promise<void> {
    const author = await this.authorOf(actor);
    await this.passwords.check(actor, current_password);
    await this.administration.delete(id, author);
  }

  async installation(_: Nothing, actor: Actor): Promise<Installation> {
    await this.authorOf(actor);
    return this.installations.get();
  }

  async change({ registration_open: open }: InstallationChange, actor: Actor): Promise<Installation> {
    const author = await this.authorOf(actor);
    await this.transactions.run((transaction) => this.installations.setRegistration(open, author, transaction));
    return this.installations.get();
  }

  async audit(query: AuditQuery, actor: Actor): Promise<Page<AuditEntry>> {
    await this.authorOf(actor);
    return this.auditLog.list(query);
  }

  private async authorOf({ user_id }: Actor): Promise<Author> {
    await this.administration.require(user_id);
    return { via: 'administrator', id: user_id };
  }
}

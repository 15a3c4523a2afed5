import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { userUpdated } from '#contracts/events.js';
import { Failure } from '#contracts/failure.js';
import { Transactions } from '#database/transactions.js';
import { NamedAdministrators } from '../admin/named-administrators.js';
import { AccountNews } from '../account/account-news.js';
import { AccountRepository } from '../account/account.repository.js';
import { invalidLink, MailLinks, type ProvenLink } from '../mail/mail-links.js';
import { MailQueue } from '../mail/mail-queue.js';
import { SecurityLog } from '../security/security-log.js';

/** Addresses that turn out to be somebody's. */
@Injectable()
export class Emails {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly links: MailLinks,
    private readonly mails: MailQueue,
    private readonly administrators: NamedAdministrators,
    private readonly news: AccountNews,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /** Confirms the address of an account, or moves the account to another; `link.invalid` (invalid). */
  async confirm(secret: string): Promise<void> {
    try {
      await this.transactions.run(async (transaction) => {
        const link = await this.links.use(secret, ['verify', 'change'], transaction);
        if (link.purpose === 'verify') await this.verify(link, transaction);
        else await this.move(link, transaction);
      });
    } catch (error) {
      if (error instanceof Failure && error.code === 'account.email_taken') throw invalidLink();
      throw error;
    }
  }

  private async verify({ accountId, email }: ProvenLink, transaction: EntityManager): Promise<void> {
    const proven = await this.accounts.change(accountId, transaction, (account) => {
      if (account.email !== email) throw invalidLink();
      account.proveEmail(email, new Date());
    });
    await this.news.tell(transaction, userUpdated, proven);
    await this.log.note(transaction, accountId, 'email.verified', email);
    await this.administrators.nameListed(transaction, accountId);
  }

  private async move({ accountId, email }: ProvenLink, transaction: EntityManager): Promise<void> {
    let before = '';
    const account = await this.accounts.change(accountId, transaction, (each) => {
      before = each.email;
      each.proveEmail(email, new Date());
    });
    if (before === email) return;
    for (const purpose of ['verify', 'reset', 'change'] as const) {
      await this.links.forget(accountId, purpose, transaction);
    }
    await this.news.tell(transaction, userUpdated, account);
    await this.log.note(transaction, accountId, 'email.changed', email);
    await this.administrators.nameListed(transaction, accountId);
    await this.mails.add(transaction, 'email_changed', before, accountId);
  }
}

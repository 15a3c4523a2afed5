import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RegisterAccount, SignedIn } from '#contracts/account.contract.js';
import { userRegistered } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { Account } from '../account/account.entity.js';
import { AccountNews } from '../account/account-news.js';
import { AccountRepository } from '../account/account.repository.js';
import { refuseCommon } from '../account/common-passwords.js';
import { hashPassword } from '../account/password.js';
import { Installations } from '../admin/installations.js';
import { NamedAdministrators } from '../admin/named-administrators.js';
import { MailQueue } from '../mail/mail-queue.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionRepository } from '../session/session.repository.js';
import type { WantedAccount } from './wanted-accounts.js';

/** Somebody who is new here; without a password who signs in by an identity at a provider. */
export type Newcomer = Omit<WantedAccount, 'passwordHash'> & { passwordHash: string | null };

/** Opens accounts. */
@Injectable()
export class Registrations {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly installation: Installations,
    private readonly administrators: NamedAdministrators,
    private readonly mails: MailQueue,
    private readonly log: SecurityLog,
    private readonly news: AccountNews,
    private readonly transactions: Transactions,
  ) {}

  /** Opens an account, and asks by mail whether the address is theirs. Refuses as `read` and `open` do. */
  async atOnce(input: RegisterAccount): Promise<SignedIn> {
    const wanted = await this.read(input);
    return this.transactions.run(async (transaction) => {
      const signedIn = await this.open(wanted, null, transaction);
      await this.mails.add(transaction, 'verify', wanted.email, signedIn.user.id);
      return signedIn;
    });
  }

  /** What somebody wants of a new account, its password hashed. `registration.closed` (forbidden), `password.common` (invalid). */
  async read({ email, password, full_name, timezone = 'UTC' }: RegisterAccount): Promise<WantedAccount> {
    await this.installation.refuseClosed(this.transactions.manager);
    await refuseCommon(password, 'password', { email, fullName: full_name });
    const passwordHash = await hashPassword(password);
    return { email: email.toLowerCase(), passwordHash, fullName: full_name.trim(), timezone };
  }

  /** Opens an account and signs in; `verifiedAt` where the address is known to be theirs. `account.email_taken` (conflict). */
  async open(wanted: Newcomer, verifiedAt: Date | null, transaction: EntityManager): Promise<SignedIn> {
    const account = Object.assign(new Account(), {
      id: newId(),
      ...wanted,
      settings: null,
      emailVerifiedAt: verifiedAt,
      isAdmin: await this.installation.admit(transaction),
      disabledAt: null,
      version: 1,
      createdAt: new Date(),
    });
    await this.accounts.add(account, transaction);
    await this.news.tell(transaction, userRegistered, account);
    await this.log.note(transaction, account.id, 'account.registered');
    await this.administrators.nameListed(transaction, account.id);
    const session = await this.sessions.begin(account.id, transaction);
    return { user: account.toView(), ...session };
  }
}

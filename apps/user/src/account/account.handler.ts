import {
  type AccountChange,
  accountContract,
  type CurrentUser,
  type DeleteAccount,
  type RegisterAccount,
  type SignedIn,
} from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { userRegistered, userUpdated } from '#contracts/events.js';
import { Failure, notFound } from '#contracts/failure.js';
import type { Nothing } from '#contracts/page.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { Handles } from '#messaging/handles.js';
import { Administration } from '../admin/administration.js';
import { Installations } from '../admin/installations.js';
import { DeletionRepository } from '../deletion/deletion.repository.js';
import { Passwords } from '../credential/passwords.js';
import { MailQueue } from '../mail/mail-queue.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionRepository } from '../session/session.repository.js';
import { Account } from './account.entity.js';
import { AccountNews } from './account-news.js';
import { AccountRepository } from './account.repository.js';
import { refuseCommon } from './common-passwords.js';
import { hashPassword } from './password.js';

@Handles(accountContract)
export class AccountHandler implements Handlers<typeof accountContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly log: SecurityLog,
    private readonly mails: MailQueue,
    private readonly passwords: Passwords,
    private readonly installation: Installations,
    private readonly administration: Administration,
    private readonly deletions: DeletionRepository,
    private readonly transactions: Transactions,
    private readonly news: AccountNews,
  ) {}

  async register({ email, password, full_name, timezone = 'UTC' }: RegisterAccount): Promise<SignedIn> {
    await this.installation.refuseClosed(this.transactions.manager);
    await refuseCommon(password, 'password', { email, fullName: full_name });
    const account = Object.assign(new Account(), {
      id: newId(),
      email: email.toLowerCase(),
      passwordHash: await hashPassword(password),
      fullName: full_name.trim(),
      timezone,
      settings: null,
      emailVerifiedAt: null,
      isAdmin: false,
      disabledAt: null,
      version: 1,
      createdAt: new Date(),
    });
    const session = await this.transactions.run(async (transaction) => {
      account.isAdmin = await this.installation.admit(transaction);
      await this.accounts.add(account, transaction);
      await this.news.tell(transaction, userRegistered, account);
      await this.log.note(transaction, account.id, 'account.registered');
      await this.mails.add(transaction, 'verify', account.email, account.id);
      return this.sessions.begin(account.id, transaction);
    });
    return { user: account.toView(), ...session };
  }

  async get(_: Nothing, actor: Actor): Promise<CurrentUser> {
    return (await this.accounts.get(actor.user_id)).toView();
  }

  async update(change: AccountChange, actor: Actor): Promise<CurrentUser> {
    const account = await this.transactions.run(async (transaction) => {
      const changed = await this.accounts.change(actor.user_id, transaction, (each) => each.change(change));
      await this.news.tell(transaction, userUpdated, changed);
      return changed;
    });
    return account.toView();
  }

  /** The account goes at once, and with it sessions, tokens and the claim to its address; what others keep of it follows. */
  async delete({ current_password, leave_without_administrator }: DeleteAccount, actor: Actor): Promise<void> {
    const account = await this.accounts.find(actor.user_id);
    if (!account) return this.deleteAgain(actor);
    await this.passwords.check(account.id, current_password);
    try {
      const evenLast = leave_without_administrator === true;
      await this.administration.delete(account.id, { via: 'holder' }, { evenLast });
    } catch (error) {
      // it was deleted in the meantime
      if (!(error instanceof Failure) || error.code !== 'account.not_found') throw error;
    }
  }

  /** Somebody who did not hear that the account is deleted may ask again. */
  private async deleteAgain({ user_id }: Actor): Promise<void> {
    if (!(await this.deletions.isKnown(user_id))) throw notFound('account');
    await this.transactions.run((transaction) => forgetAnswers(user_id, transaction));
  }
}

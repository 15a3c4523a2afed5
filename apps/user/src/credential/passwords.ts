import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { userUpdated } from '#contracts/events.js';
import { Failure } from '#contracts/failure.js';
import type { SecurityAct } from '#contracts/security.contract.js';
import { Transactions } from '#database/transactions.js';
import { NamedAdministrators } from '../admin/named-administrators.js';
import { AccountNews } from '../account/account-news.js';
import { AccountRepository } from '../account/account.repository.js';
import { refuseCommon } from '../account/common-passwords.js';
import { hashPassword, passwordMatches } from '../account/password.js';
import { MailLinks } from '../mail/mail-links.js';
import { MailQueue } from '../mail/mail-queue.js';
import { holderOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { FirstProof } from './first-proof.js';
import { SessionEndings } from '../session/session-endings.js';
import { SessionRepository } from '../session/session.repository.js';

/** Compares passwords, and puts others in their place. */
@Injectable()
export class Passwords {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly links: MailLinks,
    private readonly firstProof: FirstProof,
    private readonly sessions: SessionRepository,
    private readonly endings: SessionEndings,
    private readonly mails: MailQueue,
    private readonly administrators: NamedAdministrators,
    private readonly news: AccountNews,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Whether it is the holder who asks: `account.wrong_password`, `account.sign_in_again` (forbidden), `auth.too_many_attempts` (rate_limited),
   * `account.not_found` once it is deleted.
   */
  async check({ user_id, session_id }: Actor, password: string): Promise<void> {
    const account = await this.accounts.get(user_id);
    if (account.passwordHash === null) return this.refuseStale(user_id, session_id);
    const bucket = holderOf(user_id);
    if (await passwordMatches(account.passwordHash, password, () => this.throttle.refuse([bucket]))) return;
    await this.transactions.apart((transaction) => this.throttle.count([bucket], transaction));
    throw new Failure('forbidden', 'account.wrong_password', 'This is not the password.', {
      field: 'current_password',
    });
  }

  private async refuseStale(accountId: string, sessionId: string | undefined): Promise<void> {
    if (sessionId && (await this.sessions.isFresh(sessionId, accountId))) return;
    throw new Failure('forbidden', 'account.sign_in_again', 'Sign out and in again, and do this within ten minutes.', {
      field: 'current_password',
    });
  }

  /** Sets another password, and ends the account's other sessions. `password.common` (invalid). */
  async change({ user_id, session_id }: Actor, password: string): Promise<void> {
    await refuseCommon(password, 'new_password', await this.accounts.get(user_id));
    const hash = await hashPassword(password);
    await this.transactions.run((transaction) =>
      this.replace(user_id, hash, 'password.changed', session_id, transaction),
    );
  }

  /** Sets another password for whom the mail with this secret was for, and ends all sessions; the first time, all other ways in, too. `link.invalid`, `password.common` (invalid). */
  async reset(secret: string, password: string): Promise<void> {
    const { accountId: owner } = await this.links.look(secret, ['reset']);
    await refuseCommon(password, 'new_password', await this.accounts.get(owner));
    const hash = await hashPassword(password);
    await this.transactions.run(async (transaction) => {
      const { accountId, email } = await this.links.use(secret, ['reset'], transaction);
      await this.replace(accountId, hash, 'password.reset', undefined, transaction);
      let isFirst = false;
      const proven = await this.accounts.change(accountId, transaction, (account) => {
        if (account.email !== email) return;
        isFirst = account.emailVerifiedAt === null;
        account.proveEmail(email, new Date());
      });
      await this.news.tell(transaction, userUpdated, proven);
      await this.administrators.nameListed(transaction, accountId);
      if (isFirst) await this.firstProof.endOtherWays(accountId, transaction);
    });
  }

  private async replace(
    accountId: string,
    hash: string,
    act: SecurityAct,
    session: string | undefined,
    transaction: EntityManager,
  ): Promise<void> {
    const { email } = await this.accounts.change(accountId, transaction, (account) => {
      account.passwordHash = hash;
    });
    await this.links.forget(accountId, 'reset', transaction);
    await this.endings.endOthers(accountId, session, transaction);
    await this.log.note(transaction, accountId, act);
    await this.mails.add(transaction, 'password_changed', email, accountId);
  }
}

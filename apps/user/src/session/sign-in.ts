import { Injectable } from '@nestjs/common';
import type { SignedIn } from '#contracts/account.contract.js';
import { Failure } from '#contracts/failure.js';
import type { Login } from '#contracts/session.contract.js';
import { isMissingParent } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import type { Account } from '../account/account.entity.js';
import { AccountRepository } from '../account/account.repository.js';
import { passwordMatches } from '../account/password.js';
import { accountOf, addressOf, pairOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { type Bucket, Throttle } from '../security/throttle.js';
import { SessionRepository } from './session.repository.js';

/** The way into an account. Whatever does not tell whether there is one takes the same steps in both cases. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /** `session.wrong_credentials` (unauthenticated), `auth.too_many_attempts` (rate_limited). */
  async withPassword({ email: written, password }: Login): Promise<SignedIn> {
    const email = written.toLowerCase();
    const account = await this.accounts.findByEmail(email);
    const buckets = await this.bucketsFor(email);
    // when it is this one's turn: of many at the same time each sees those before it
    const mayTry = (): Promise<void> => this.throttle.refuse(buckets);
    if (!(await passwordMatches(account?.passwordHash, password, mayTry)) || !account) {
      await this.refused(email, buckets);
      throw wrongCredentials();
    }
    return this.begin(account);
  }

  /** Addresses that the account is in use from are not slowed down by what others try elsewhere. */
  private async bucketsFor(email: string): Promise<Bucket[]> {
    const own = [pairOf(email), addressOf()];
    return (await this.sessions.isKnownHere(email)) ? own : [...own, accountOf(email)];
  }

  private async begin(account: Account): Promise<SignedIn> {
    try {
      const session = await this.transactions.run(async (transaction) => {
        await this.throttle.forget(pairOf(account.email), transaction);
        return this.sessions.begin(account.id, transaction);
      });
      return { user: account.toView(), ...session };
    } catch (error) {
      // it was deleted in the meantime
      throw isMissingParent(error) ? wrongCredentials() : error;
    }
  }

  private async refused(email: string, buckets: Bucket[]): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.throttle.count(buckets, transaction);
      await this.log.noteRefusal(transaction, email);
    });
  }
}

const wrongCredentials = (): Failure =>
  new Failure('unauthenticated', 'session.wrong_credentials', 'The address or the password is wrong.');

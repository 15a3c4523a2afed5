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
import { SecondFactors } from '../second-factor/second-factors.js';
import { TotpRepository } from '../second-factor/totp.repository.js';
import { SessionRepository } from './session.repository.js';

/** The way into an account. Whatever does not tell whether there is one takes the same steps in both cases. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly totp: TotpRepository,
    private readonly factors: SecondFactors,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  /** `session.wrong_credentials`, `session.code_required`, `session.wrong_code` (unauthenticated), `auth.too_many_attempts` (rate_limited). */
  async withPassword({ email: written, password, code }: Login): Promise<SignedIn> {
    const email = written.toLowerCase();
    const account = await this.accounts.findByEmail(email);
    const buckets = await this.bucketsFor(email);
    // when it is this one's turn: of many at the same time each sees those before it
    const mayTry = (): Promise<void> => this.throttle.refuse(buckets);
    if (!(await passwordMatches(account?.passwordHash, password, mayTry)) || !account) {
      await this.refused(email, buckets);
      throw wrongCredentials();
    }
    return this.withCode(account, code, buckets);
  }

  /** For who has shown otherwise whose account it is: `session.code_required`, `session.wrong_code` (unauthenticated). */
  async withCode(account: Account, code: string | undefined, buckets = addressOf()): Promise<SignedIn> {
    const signedIn = await this.begin(account, code);
    if (signedIn) return signedIn;
    await this.factors.refused(account.id);
    await this.refused(account.email, buckets);
    throw new Failure('unauthenticated', 'session.wrong_code', 'This code is wrong, or was used before.', {
      field: 'code',
      expected: 'the newest code of the app, or a recovery code that was not used',
    });
  }

  /** Addresses that the account is in use from are not slowed down by what others try elsewhere. */
  private async bucketsFor(email: string): Promise<Bucket[]> {
    const own = [pairOf(email), ...addressOf()];
    return (await this.sessions.isKnownHere(email)) ? own : [...own, accountOf(email)];
  }

  /** Undefined when the code is wrong. */
  private async begin(account: Account, code?: string): Promise<SignedIn | undefined> {
    try {
      const session = await this.transactions.run(async (transaction) => {
        if (await this.totp.enabledAt(account.id, transaction)) {
          if (!code) throw codeRequired();
          if (!(await this.factors.use(account.id, code, transaction))) return undefined;
        }
        await this.throttle.forget(pairOf(account.email), transaction);
        return this.sessions.begin(account.id, transaction);
      });
      return session && { user: account.toView(), ...session };
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

const codeRequired = (): Failure =>
  new Failure('unauthenticated', 'session.code_required', 'This account takes a code besides the password.', {
    field: 'code',
    expected: 'a code of the app, or a recovery code',
  });

const wrongCredentials = (): Failure =>
  new Failure('unauthenticated', 'session.wrong_credentials', 'The address or the password is wrong.');

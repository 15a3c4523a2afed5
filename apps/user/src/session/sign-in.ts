import { Injectable } from '@nestjs/common';
import type { SignedIn } from '#contracts/account.contract.js';
import { Failure } from '#contracts/failure.js';
import type { Login } from '#contracts/session.contract.js';
import { isMissingParent } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import type { Account } from '../account/account.entity.js';
import { AccountRepository } from '../account/account.repository.js';
import { passwordMatches } from '../account/password.js';
import { SessionRepository } from './session.repository.js';

/** The ways into an account. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly transactions: Transactions,
  ) {}

  async withPassword({ email, password }: Login): Promise<SignedIn> {
    const account = await this.accounts.findByEmail(email);
    if (await passwordMatches(account?.passwordHash, password)) return this.begin(account!);
    throw wrongCredentials();
  }

  private async begin(account: Account): Promise<SignedIn> {
    try {
      const session = await this.transactions.run((transaction) => this.sessions.begin(account.id, transaction));
      return { user: account.toView(), ...session };
    } catch (error) {
      // it was deleted in the meantime
      throw isMissingParent(error) ? wrongCredentials() : error;
    }
  }
}

const wrongCredentials = (): Failure =>
  new Failure('unauthenticated', 'session.wrong_credentials', 'The address or the password is wrong.');

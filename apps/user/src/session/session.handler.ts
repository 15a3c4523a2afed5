import {
  type Login,
  type Refreshed,
  type RefreshToken,
  sessionContract,
  type SignedIn,
  type VerificationKeys,
} from '#contracts/account.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { isMissingParent } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccountRepository } from '../account/account.repository.js';
import { passwordMatches } from '../account/password.js';
import { AccessTokenSigner } from './access-token.signer.js';
import { SessionRepository } from './session.repository.js';

@Handles(sessionContract)
export class SessionHandler implements Handlers<typeof sessionContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly transactions: Transactions,
    private readonly signer: AccessTokenSigner,
  ) {}

  async login({ email, password }: Login): Promise<SignedIn> {
    const account = await this.accounts.findByEmail(email);
    if (!(await passwordMatches(account?.passwordHash, password)) || !account) throw wrongCredentials();
    try {
      const session = await this.transactions.run((transaction) => this.sessions.begin(account.id, transaction));
      return { user: account.toView(), ...session };
    } catch (error) {
      // it was deleted in the meantime
      throw isMissingParent(error) ? wrongCredentials() : error;
    }
  }

  refresh({ refresh_token }: RefreshToken): Promise<Refreshed> {
    return this.sessions.refresh(refresh_token);
  }

  async logout({ refresh_token }: RefreshToken): Promise<void> {
    await this.sessions.end(refresh_token);
  }

  keys(): Promise<VerificationKeys> {
    return Promise.resolve({ keys: this.signer.published });
  }
}

const wrongCredentials = (): Failure =>
  new Failure('unauthenticated', 'session.wrong_credentials', 'The address or the password is wrong.');

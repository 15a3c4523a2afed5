import { Injectable } from '@nestjs/common';
import type { SignedIn } from '#contracts/account.contract.js';
import { Failure } from '#contracts/failure.js';
import type { IdentitySignIn } from '#contracts/identity.contract.js';
import { Transactions } from '#database/transactions.js';
import { AccountRepository } from '../account/account.repository.js';
import { Registrations } from '../registration/registrations.js';
import { TotpRepository } from '../second-factor/totp.repository.js';
import { SignIn } from '../session/sign-in.js';
import { IdentityQuestions, type Sent } from './identity-questions.js';
import { IdentityRepository, type KnownIdentity } from './identity.repository.js';
import { OpenIdProviders, type ProvenIdentity } from './openid-providers.js';

/** Characters of a name that are kept of what a provider tells. */
const longestName = 255;

/** Lets those in who come back from a provider: into the account that their identity opens, or into a new one. */
@Injectable()
export class IdentitySignIns {
  constructor(
    private readonly openid: OpenIdProviders,
    private readonly questions: IdentityQuestions,
    private readonly identities: IdentityRepository,
    private readonly accounts: AccountRepository,
    private readonly totp: TotpRepository,
    private readonly registrations: Registrations,
    private readonly door: SignIn,
    private readonly transactions: Transactions,
  ) {}

  /** Undefined when what they came back with is wrong; the refusals of the contract. */
  async finish(sent: Sent, answer: IdentitySignIn): Promise<SignedIn | undefined> {
    if (sent.identityId) {
      const identity = await this.identities.findById(sent.identityId);
      return identity && this.enter(identity, sent, answer);
    }
    const proven = await this.openid.read(sent, answer.parameters);
    if (!proven) return undefined;
    const identity = await this.identities.find(proven);
    return identity ? this.enter(identity, sent, answer) : this.open(proven, answer.timezone);
  }

  private async enter(identity: KnownIdentity, sent: Sent, { secret, code }: IdentitySignIn): Promise<SignedIn> {
    const account = await this.accounts.get(identity.accountId);
    // the provider's answer is used up: whoever has to try another code comes back with the secret
    if (await this.totp.enabledAt(account.id)) await this.questions.putBack(secret, sent, identity.id);
    const signedIn = await this.door.withCode(account, code);
    await this.questions.take(secret, null);
    await this.identities.used(identity.id);
    return signedIn;
  }

  private async open(proven: ProvenIdentity, timezone = 'UTC'): Promise<SignedIn> {
    const { email, emailVerified, name } = proven;
    if (!email || !emailVerified)
      throw new Failure('forbidden', 'identity.email_unverified', 'They do not say which confirmed address is yours.');
    const fullName = [...(name?.trim() || email)].slice(0, longestName).join('');
    const wanted = { email: email.toLowerCase(), passwordHash: null, fullName, timezone };
    try {
      return await this.transactions.run(async (transaction) => {
        const signedIn = await this.registrations.open(wanted, new Date(), transaction);
        await this.identities.add(signedIn.user.id, proven, transaction);
        return signedIn;
      });
    } catch (error) {
      throw error instanceof Failure && error.code === 'account.email_taken' ? exists() : error;
    }
  }
}

const exists = (): Failure =>
  new Failure(
    'conflict',
    'identity.account_exists',
    'There is an account with this address. Sign in to it, and link it under “Account and security”.',
  );

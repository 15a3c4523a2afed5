import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure, type FailureKind } from '#contracts/failure.js';
import {
  type ChooseProvider,
  type Identities,
  type Identity,
  type IdentityAnswer,
  identityContract,
  type IdentityProviders,
  type IdentityQuestion,
  type IdentitySignIn,
  type LinkProvider,
  type UnlinkIdentity,
} from '#contracts/identity.contract.js';
import type { Nothing } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { Passwords } from '../credential/passwords.js';
import { addressOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { IdentityQuestions } from './identity-questions.js';
import { IdentityRepository, type KnownIdentity } from './identity.repository.js';
import { IdentitySignIns } from './identity-sign-ins.js';
import { OpenIdProviders } from './openid-providers.js';
import { WaysIn } from './ways-in.js';

@Handles(identityContract)
export class IdentityHandler implements Handlers<typeof identityContract> {
  constructor(
    private readonly openid: OpenIdProviders,
    private readonly questions: IdentityQuestions,
    private readonly identities: IdentityRepository,
    private readonly signIns: IdentitySignIns,
    private readonly passwords: Passwords,
    private readonly ways: WaysIn,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  providers(): Promise<IdentityProviders> {
    return Promise.resolve({ results: this.openid.all.map(({ id, name }) => ({ id, name })) });
  }

  beginSigningIn({ provider }: ChooseProvider): Promise<IdentityQuestion> {
    return this.begin(provider, null);
  }

  async signIn(answer: IdentitySignIn): Promise<SignedIn> {
    await this.throttle.refuse(addressOf());
    const sent = await this.questions.take(answer.secret, null);
    const signedIn = sent && (await this.signIns.finish(sent, answer));
    if (signedIn) return signedIn;
    await this.transactions.run((transaction) => this.throttle.count(addressOf(), transaction));
    throw refused('unauthenticated');
  }

  async list(_: Nothing, { user_id }: Actor): Promise<Identities> {
    return { results: (await this.identities.list(user_id)).map((each) => this.view(each)) };
  }

  async beginLinking({ provider, current_password }: LinkProvider, actor: Actor): Promise<IdentityQuestion> {
    await this.passwords.check(actor, current_password);
    return this.begin(provider, actor.user_id);
  }

  async link({ secret, parameters }: IdentityAnswer, { user_id }: Actor): Promise<Identity> {
    const sent = await this.questions.take(secret, user_id);
    const proven = sent && (await this.openid.read(sent, parameters));
    if (!proven) throw refused('invalid');
    return this.transactions.run(async (transaction) => {
      const identity = await this.identities.add(user_id, proven, transaction);
      await this.log.note(transaction, user_id, 'identity.linked', this.openid.nameOf(proven.provider));
      return this.view(identity);
    });
  }

  async unlink({ id, current_password }: UnlinkIdentity, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    await this.transactions.run(async (transaction) => {
      const provider = await this.identities.remove(id, actor.user_id, transaction);
      await this.ways.refuseNone(actor.user_id, transaction);
      await this.log.note(transaction, actor.user_id, 'identity.unlinked', this.openid.nameOf(provider));
    });
  }

  private async begin(provider: string, accountId: string | null): Promise<IdentityQuestion> {
    const { url, ...checks } = await this.openid.ask(provider);
    return { url, secret: await this.questions.keep({ ...checks, provider, accountId }) };
  }

  private view({ id, provider, email, createdAt, lastUsedAt }: KnownIdentity): Identity {
    return {
      id,
      provider,
      provider_name: this.openid.nameOf(provider),
      email,
      created_at: createdAt.toISOString(),
      last_used_at: lastUsedAt?.toISOString() ?? null,
    };
  }
}

const refused = (kind: FailureKind): Failure =>
  new Failure(kind, 'identity.refused', 'You were not signed in there, or it took too long. Try once more.', {
    field: 'parameters',
  });

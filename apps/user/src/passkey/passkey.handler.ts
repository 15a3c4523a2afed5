import type { SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure, type FailureKind } from '#contracts/failure.js';
import type { Nothing } from '#contracts/page.js';
import {
  type AddPasskey,
  type Passkey,
  type PasskeyAnswer,
  passkeyContract,
  type PasskeyQuestion,
  type Passkeys,
  type RemovePasskey,
} from '#contracts/passkey.contract.js';
import type { PasswordOnly } from '#contracts/second-factor.contract.js';
import { isDuplicate } from '#database/outage.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccountRepository } from '../account/account.repository.js';
import { Passwords } from '../credential/passwords.js';
import { WaysIn } from '../identity/ways-in.js';
import { addressOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { SessionRepository } from '../session/session.repository.js';
import { PasskeyChecks } from './passkey-checks.js';
import { PasskeyQuestions } from './passkey-questions.js';
import { PasskeyRepository } from './passkey.repository.js';

@Handles(passkeyContract)
export class PasskeyHandler implements Handlers<typeof passkeyContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: Passwords,
    private readonly ways: WaysIn,
    private readonly passkeys: PasskeyRepository,
    private readonly questions: PasskeyQuestions,
    private readonly checks: PasskeyChecks,
    private readonly sessions: SessionRepository,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  async list(_: Nothing, { user_id }: Actor): Promise<Passkeys> {
    return { results: await this.passkeys.list(user_id) };
  }

  async beginAdding({ current_password }: PasswordOnly, actor: Actor): Promise<PasskeyQuestion> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    const account = await this.accounts.get(user_id);
    const options = await this.checks.askForNew(account, await this.passkeys.credentials(user_id));
    return { id: await this.questions.keep(options.challenge, user_id), options };
  }

  async add({ id, name, response }: AddPasskey, { user_id }: Actor): Promise<Passkey> {
    const challenge = await this.transactions.apart((transaction) => this.questions.take(id, user_id, transaction));
    const credential = challenge && (await this.checks.readNew(response, challenge));
    if (!credential) throw refused('invalid');
    try {
      return await this.transactions.run(async (transaction) => {
        await this.log.note(transaction, user_id, 'passkey.added', name.trim());
        return this.passkeys.add(user_id, name.trim(), credential, transaction);
      });
    } catch (error) {
      throw isDuplicate(error) ? refused('invalid') : error;
    }
  }

  async remove({ id, current_password }: RemovePasskey, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    await this.transactions.run(async (transaction) => {
      const name = await this.passkeys.remove(id, user_id, transaction);
      await this.ways.refuseNone(user_id, transaction);
      await this.log.note(transaction, user_id, 'passkey.removed', name);
    });
  }

  async beginSigningIn(): Promise<PasskeyQuestion> {
    await this.throttle.refuse(addressOf());
    const options = await this.checks.ask();
    return { id: await this.questions.keep(options.challenge), options };
  }

  async signIn(answer: PasskeyAnswer): Promise<SignedIn> {
    await this.throttle.refuse(addressOf());
    const signedIn = await this.transactions.run(async (transaction) => {
      const challenge = await this.questions.take(answer.id, undefined, transaction);
      const known = challenge && (await this.passkeys.find(String(answer.response.id), transaction));
      const counter = known && (await this.checks.read(answer.response, challenge, known.credential));
      if (!known || counter === undefined || counter === '') return undefined;
      await this.passkeys.used(known, counter, transaction);
      const account = await this.accounts.get(known.accountId);
      return { user: account.toView(), ...(await this.sessions.begin(known.accountId, transaction)) };
    });
    if (signedIn) return signedIn;
    await this.transactions.run((transaction) => this.throttle.count(addressOf(), transaction));
    throw refused('unauthenticated');
  }
}

const refused = (kind: FailureKind): Failure =>
  new Failure(kind, 'passkey.refused', 'This passkey could not be used. Try once more.', { field: 'response' });

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
import { userUpdated } from '#contracts/events.js';
import { notFound } from '#contracts/failure.js';
import type { Nothing } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { Handles } from '#messaging/handles.js';
import { Outbox } from '#messaging/outbox.js';
import { DeletionRepository } from '../deletion/deletion.repository.js';
import { Passwords } from '../credential/passwords.js';
import { Grants } from '../oauth/grants.js';
import { AccountRepository } from './account.repository.js';
import { refuseCommon } from './common-passwords.js';
import { hashPassword } from './password.js';
import { Registration } from './registration.js';

@Handles(accountContract)
export class AccountHandler implements Handlers<typeof accountContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly registration: Registration,
    private readonly passwords: Passwords,
    private readonly grants: Grants,
    private readonly deletions: DeletionRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  async register({ email, password, full_name: fullName, timezone = 'UTC' }: RegisterAccount): Promise<SignedIn> {
    await refuseCommon(password, 'password', { email, fullName });
    const newcomer = { email, fullName, timezone, passwordHash: await hashPassword(password), proven: false };
    return this.transactions.run((transaction) => this.registration.open(newcomer, transaction));
  }

  async get(_: Nothing, actor: Actor): Promise<CurrentUser> {
    return (await this.accounts.get(actor.user_id)).toView();
  }

  async update(change: AccountChange, actor: Actor): Promise<CurrentUser> {
    const account = await this.transactions.run(async (transaction) => {
      const changed = await this.accounts.change(actor.user_id, transaction, (each) => each.change(change));
      await this.outbox.record(transaction, userUpdated, changed, changed.toRegistered());
      return changed;
    });
    return account.toView();
  }

  /** The account goes at once, and with it sessions, tokens and the claim to its address; what others keep of it follows. */
  async delete({ current_password }: DeleteAccount, actor: Actor): Promise<void> {
    const account = await this.accounts.find(actor.user_id);
    if (!account) return this.deleteAgain(actor);
    await this.passwords.check(actor, current_password);
    await this.transactions.run(async (transaction) => {
      await this.grants.endOwned(account.id, transaction);
      if (await this.accounts.remove(account.id, transaction)) await this.deletions.begin(account, transaction);
    });
  }

  /** Somebody who did not hear that the account is deleted may ask again. */
  private async deleteAgain({ user_id }: Actor): Promise<void> {
    if (!(await this.deletions.isKnown(user_id))) throw notFound('account');
    await this.transactions.run((transaction) => forgetAnswers(user_id, transaction));
  }
}

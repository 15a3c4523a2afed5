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
import { Failure, notFound } from '#contracts/failure.js';
import type { Nothing } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { Handles } from '#messaging/handles.js';
import { Administration } from '../admin/administration.js';
import { DeletionRepository } from '../deletion/deletion.repository.js';
import { Passwords } from '../credential/passwords.js';
import { Registrations } from '../registration/registrations.js';
import { AccountNews } from './account-news.js';
import { AccountRepository } from './account.repository.js';

@Handles(accountContract)
export class AccountHandler implements Handlers<typeof accountContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly registrations: Registrations,
    private readonly passwords: Passwords,
    private readonly administration: Administration,
    private readonly deletions: DeletionRepository,
    private readonly transactions: Transactions,
    private readonly news: AccountNews,
  ) {}

  register(input: RegisterAccount): Promise<SignedIn> {
    return this.registrations.atOnce(input);
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
    await this.passwords.check(actor, current_password);
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

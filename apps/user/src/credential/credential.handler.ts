import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type ChangeEmail,
  type ChangePassword,
  credentialContract,
  type MailedToken,
  type RequestReset,
  type ResetPassword,
} from '#contracts/credential.contract.js';
import type { Nothing } from '#contracts/page.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccountRepository } from '../account/account.repository.js';
import { MailQueue } from '../mail/mail-queue.js';
import { SecurityLog } from '../security/security-log.js';
import { Emails } from './emails.js';
import { Passwords } from './passwords.js';

@Handles(credentialContract)
export class CredentialHandler implements Handlers<typeof credentialContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: Passwords,
    private readonly emails: Emails,
    private readonly mails: MailQueue,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  async requestReset({ email }: RequestReset): Promise<void> {
    await this.transactions.run((transaction) => this.mails.add(transaction, 'reset', email.toLowerCase()));
  }

  async resetPassword({ token, new_password }: ResetPassword): Promise<void> {
    await this.passwords.reset(token, new_password);
  }

  async changePassword({ current_password, new_password }: ChangePassword, actor: Actor): Promise<void> {
    await this.passwords.check(actor.user_id, current_password);
    await this.passwords.change(actor, new_password);
  }

  async requestVerification(_: Nothing, { user_id }: Actor): Promise<void> {
    const { email, emailVerifiedAt } = await this.accounts.get(user_id);
    if (emailVerifiedAt) return;
    await this.transactions.run((transaction) => this.mails.add(transaction, 'verify', email, user_id));
  }

  async requestEmailChange({ current_password, new_email }: ChangeEmail, { user_id }: Actor): Promise<void> {
    await this.passwords.check(user_id, current_password);
    await this.transactions.run(async (transaction) => {
      await this.mails.add(transaction, 'change', new_email.toLowerCase(), user_id);
      await this.log.note(transaction, user_id, 'email.change_requested', new_email);
    });
  }

  async confirmEmail({ token }: MailedToken): Promise<void> {
    await this.emails.confirm(token);
  }
}

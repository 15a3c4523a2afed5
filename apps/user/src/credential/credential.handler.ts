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
import type { EntityManager } from 'typeorm';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccountRepository } from '../account/account.repository.js';
import type { Purpose } from '../mail/mail-kinds.js';
import { MailQueue } from '../mail/mail-queue.js';
import { holderMails, mailsFrom, mailsTo } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { Emails } from './emails.js';
import { Passwords } from './passwords.js';

@Handles(credentialContract)
export class CredentialHandler implements Handlers<typeof credentialContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: Passwords,
    private readonly emails: Emails,
    private readonly mails: MailQueue,
    private readonly throttle: Throttle,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  async requestReset({ email }: RequestReset): Promise<void> {
    const recipient = email.toLowerCase();
    await this.throttle.refuse(mailsFrom());
    const isEnough = (await this.throttle.wait([mailsTo(recipient)])) > 0;
    await this.transactions.run(async (transaction) => {
      await this.throttle.count(mailsFrom(), transaction);
      // who does not get one more is told the same, too
      if (!isEnough) await this.send('reset', recipient, undefined, transaction);
    });
  }

  async resetPassword({ token, new_password }: ResetPassword): Promise<void> {
    await this.passwords.reset(token, new_password);
  }

  async changePassword({ current_password, new_password }: ChangePassword, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    await this.passwords.change(actor, new_password);
  }

  async requestVerification(_: Nothing, { user_id }: Actor): Promise<void> {
    const { email, emailVerifiedAt } = await this.accounts.get(user_id);
    if (emailVerifiedAt) return;
    await this.throttle.refuse([mailsTo(email)]);
    await this.transactions.run((transaction) => this.send('verify', email, user_id, transaction));
  }

  async requestEmailChange({ current_password, new_email }: ChangeEmail, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    const recipient = new_email.toLowerCase();
    await this.throttle.refuse([holderMails(user_id), mailsTo(recipient)]);
    await this.transactions.run(async (transaction) => {
      await this.throttle.count([holderMails(user_id)], transaction);
      await this.send('change', recipient, user_id, transaction);
      await this.log.note(transaction, user_id, 'email.change_requested', new_email);
    });
  }

  async confirmEmail({ token }: MailedToken): Promise<void> {
    await this.emails.confirm(token);
  }

  private async send(
    kind: Purpose,
    recipient: string,
    accountId: string | undefined,
    transaction: EntityManager,
  ): Promise<void> {
    await this.throttle.count([mailsTo(recipient)], transaction);
    await this.mails.add(transaction, kind, recipient, accountId);
  }
}

import { Inject } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RegisterAccount, SignedIn } from '#contracts/account.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { type ConfirmRegistration, type Registered, registrationContract } from '#contracts/registration.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { passwordMatches } from '../account/password.js';
import { invalidLink } from '../mail/mail-links.js';
import { MailQueue } from '../mail/mail-queue.js';
import { mailsFrom, mailsTo } from '../security/limits.js';
import { Throttle } from '../security/throttle.js';
import { Registrations } from './registrations.js';
import { type WantedAccount, WantedAccounts } from './wanted-accounts.js';

/** Injection token: whether a mail has to be answered before there is an account. */
export const REGISTER_BY_MAIL = Symbol('REGISTER_BY_MAIL');

@Handles(registrationContract)
export class RegistrationHandler implements Handlers<typeof registrationContract> {
  constructor(
    private readonly registrations: Registrations,
    private readonly wanted: WantedAccounts,
    private readonly mails: MailQueue,
    private readonly throttle: Throttle,
    private readonly transactions: Transactions,
    @Inject(REGISTER_BY_MAIL) private readonly byMail: boolean,
  ) {}

  async request(input: RegisterAccount): Promise<Registered> {
    if (!this.byMail) return { signed_in: await this.registrations.atOnce(input) };
    await this.throttle.refuse(mailsFrom());
    const account = await this.registrations.read(input);
    const isEnough = (await this.throttle.wait([mailsTo(account.email)])) > 0;
    await this.transactions.run(async (transaction) => {
      await this.throttle.count(mailsFrom(), transaction);
      // who does not get one more is told the same, too
      if (!isEnough) await this.ask(account, transaction);
    });
    return { signed_in: null };
  }

  async confirm({ token, password }: ConfirmRegistration): Promise<SignedIn> {
    const { passwordHash } = await this.wanted.look(token);
    if (!(await passwordMatches(passwordHash, password)))
      throw new Failure('forbidden', 'account.wrong_password', 'This is not the password that was chosen.', {
        field: 'password',
      });
    try {
      return await this.transactions.run(async (transaction) => {
        const account = await this.wanted.use(token, transaction);
        return this.registrations.open(account, new Date(), transaction);
      });
    } catch (error) {
      if (error instanceof Failure && error.code === 'account.email_taken') throw invalidLink();
      throw error;
    }
  }

  private async ask(account: WantedAccount, transaction: EntityManager): Promise<void> {
    await this.throttle.count([mailsTo(account.email)], transaction);
    const mailId = await this.mails.add(transaction, 'register', account.email);
    await this.wanted.add(mailId, account, transaction);
  }
}

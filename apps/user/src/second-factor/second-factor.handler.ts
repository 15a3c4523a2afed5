import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import type { Nothing } from '#contracts/page.js';
import {
  type ConfirmSecondFactor,
  type DisableSecondFactor,
  type NewSecondFactor,
  type PasswordOnly,
  type RecoveryCodes as Codes,
  type SecondFactor,
  secondFactorContract,
} from '#contracts/second-factor.contract.js';
import { Transactions } from '#database/transactions.js';
import { Handles } from '#messaging/handles.js';
import { AccountRepository } from '../account/account.repository.js';
import { Passwords } from '../credential/passwords.js';
import { MailQueue } from '../mail/mail-queue.js';
import { holderOf } from '../security/limits.js';
import { SecurityLog } from '../security/security-log.js';
import { Throttle } from '../security/throttle.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';
import { TotpRepository } from './totp.repository.js';

@Handles(secondFactorContract)
export class SecondFactorHandler implements Handlers<typeof secondFactorContract> {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passwords: Passwords,
    private readonly totp: TotpRepository,
    private readonly codes: RecoveryCodes,
    private readonly factors: SecondFactors,
    private readonly throttle: Throttle,
    private readonly mails: MailQueue,
    private readonly log: SecurityLog,
    private readonly transactions: Transactions,
  ) {}

  async get(_: Nothing, { user_id }: Actor): Promise<SecondFactor> {
    const [at, left] = await Promise.all([this.totp.enabledAt(user_id), this.codes.left(user_id)]);
    return { enabled: at !== null, enabled_at: at?.toISOString() ?? null, recovery_codes_left: left };
  }

  async begin({ current_password }: PasswordOnly, actor: Actor): Promise<NewSecondFactor> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    const { email } = await this.accounts.get(user_id);
    return this.transactions.run(async (transaction) => {
      const started = await this.totp.begin(user_id, email, transaction);
      if (await this.totp.enabledAt(user_id, transaction))
        throw conflict('enabled', 'There is a second factor already.');
      return started;
    });
  }

  async confirm({ code }: ConfirmSecondFactor, { user_id }: Actor): Promise<Codes> {
    await this.throttle.refuse([holderOf(user_id)]);
    const recovery_codes = await this.transactions.run(async (transaction) => {
      if (await this.totp.enabledAt(user_id, transaction))
        throw conflict('enabled', 'There is a second factor already.');
      if (!(await this.totp.use(user_id, code.replace(/\s/g, ''), false, transaction))) return undefined;
      await this.log.note(transaction, user_id, 'second_factor.enabled');
      return this.codes.renew(user_id, transaction);
    });
    if (recovery_codes) return { recovery_codes };
    return this.refuse(user_id);
  }

  async renewCodes({ current_password }: PasswordOnly, actor: Actor): Promise<Codes> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    return this.transactions.run(async (transaction) => {
      await this.refuseDisabled(user_id, transaction);
      await this.log.note(transaction, user_id, 'recovery_codes.renewed');
      return { recovery_codes: await this.codes.renew(user_id, transaction) };
    });
  }

  async disable({ current_password, code }: DisableSecondFactor, actor: Actor): Promise<void> {
    await this.passwords.check(actor, current_password);
    const { user_id } = actor;
    const isDone = await this.transactions.run(async (transaction) => {
      await this.refuseDisabled(user_id, transaction);
      if (!(await this.factors.use(user_id, code, transaction))) return false;
      await this.totp.remove(user_id, transaction);
      await this.codes.forget(user_id, transaction);
      await this.log.note(transaction, user_id, 'second_factor.disabled');
      const { email } = await this.accounts.get(user_id);
      await this.mails.add(transaction, 'second_factor_disabled', email, user_id);
      return true;
    });
    if (!isDone) await this.refuse(user_id);
  }

  private async refuse(accountId: string): Promise<never> {
    await this.factors.refused(accountId);
    throw new Failure('forbidden', 'second_factor.wrong_code', 'This code is wrong, or was used before.', {
      field: 'code',
      expected: 'the newest code of the app, or a recovery code that was not used',
    });
  }

  private async refuseDisabled(accountId: string, transaction: Parameters<SecurityLog['note']>[0]): Promise<void> {
    if (await this.totp.enabledAt(accountId, transaction)) return;
    throw conflict('disabled', 'There is no second factor.');
  }
}

const conflict = (reason: string, message: string): Failure =>
  new Failure('conflict', `second_factor.${reason}`, message);

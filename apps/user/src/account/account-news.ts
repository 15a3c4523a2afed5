import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventContract } from '#contracts/event.js';
import type { UserRegistered } from '#contracts/events.js';
import { Outbox } from '#messaging/outbox.js';
import { MailSender } from '../mail/mail-sender.js';
import type { Account } from './account.entity.js';

/** Tells the other services of an account what they need to know. */
@Injectable()
export class AccountNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailSender,
  ) {}

  /** Where no mail can be sent, nobody can show that an address is theirs, and it has to be believed. */
  async tell(transaction: EntityManager, event: EventContract<UserRegistered>, account: Account): Promise<void> {
    const { id, email, fullName: full_name, timezone } = account;
    const email_verified = account.emailVerifiedAt !== null || !this.mails.canSend;
    const disabled = account.disabledAt !== null;
    await this.outbox.record(transaction, event, account, { id, email, email_verified, full_name, timezone, disabled });
  }
}

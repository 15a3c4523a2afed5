import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedIn } from '#contracts/account.contract.js';
import { userRegistered } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { Outbox } from '#messaging/outbox.js';
import { MailQueue } from '../mail/mail-queue.js';
import { SecurityLog } from '../security/security-log.js';
import { SessionRepository } from '../session/session.repository.js';
import { Account } from './account.entity.js';
import { AccountRepository } from './account.repository.js';

/** Somebody who is new here. */
export interface Newcomer {
  email: string;
  fullName: string;
  timezone: string;
  /** Null for who signs in by an identity at a provider. */
  passwordHash: string | null;
  /** Whether it is known that they read the mail of their address. */
  proven: boolean;
}

/** The one place where accounts come to be. */
@Injectable()
export class Registration {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
    private readonly log: SecurityLog,
    private readonly mails: MailQueue,
  ) {}

  /** Opens an account and a session in it; `account.email_taken` (conflict). */
  async open({ email, fullName, proven, ...rest }: Newcomer, transaction: EntityManager): Promise<SignedIn> {
    const account = Object.assign(new Account(), {
      ...rest,
      id: newId(),
      email: email.toLowerCase(),
      fullName: fullName.trim(),
      settings: null,
      emailVerifiedAt: proven ? new Date() : null,
      version: 1,
      createdAt: new Date(),
    });
    await this.accounts.add(account, transaction);
    await this.outbox.record(transaction, userRegistered, account, account.toRegistered());
    await this.log.note(transaction, account.id, 'account.registered');
    if (!proven) await this.mails.add(transaction, 'verify', account.email, account.id);
    return { user: account.toView(), ...(await this.sessions.begin(account.id, transaction)) };
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '#database/begin.js';
import { idToBytes, newId } from '#database/id.js';
import { MailSender } from './mail-sender.js';
import type { MailKind } from './mail-kinds.js';

/** Mails are asked for in the transaction that gives the reason, and sent if and only if it commits. */
@Injectable()
export class MailQueue {
  constructor(private readonly sender: MailSender) {}

  /** Answers the id of the mail. `accountId` is left out where asking must not tell, in words or in time, whether there is one. */
  async add(transaction: EntityManager, kind: MailKind, recipient: string, accountId?: string): Promise<string> {
    const id = newId();
    await transaction.query(
      `INSERT INTO mail (id, kind, recipient, account_id, requested_at, send_at)
       VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [idToBytes(id), kind, recipient, accountId ? idToBytes(accountId) : null],
    );
    afterCommit(transaction, () => this.sender.wake());
    return id;
  }
}

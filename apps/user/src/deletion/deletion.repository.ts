import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { userDeleted, userDeletionRequested } from '#contracts/events.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { afterCommit } from '#database/begin.js';
import { Transactions } from '#database/transactions.js';
import { forgetAnswers } from '#messaging/forget-answers.js';
import { Outbox } from '#messaging/outbox.js';
import type { Account } from '../account/account.entity.js';
import { DELETION_TIMEOUT, type Participant, participants, pauseAfter } from './deletion.js';

/** Deletions that one transaction asks about again. */
const batch = 100;

/** A deletion that is under way; its row is locked. */
interface Pending {
  id: string;
  /** Of the account, once its deletion was requested. */
  version: number;
  /** How often its participants were asked. */
  tries: number;
}

/**
 * Deletions of accounts: each asks the participants, notes their answers, and is complete with the last of them. Whatever is
 * done about one happens under the lock of its row.
 */
@Injectable()
export class DeletionRepository {
  private readonly logger = new Logger('Deletion');

  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    @Inject(DELETION_TIMEOUT) private readonly timeout: number,
  ) {}

  /** To be called in the transaction that removes the account. */
  async begin(account: Account, transaction: EntityManager): Promise<void> {
    const deletion = { id: account.id, version: account.version + 1, tries: 0 };
    const key = idToBytes(deletion.id);
    await transaction.query(
      `INSERT INTO deletion (account_id, version, requested_at, tries, ask_again_at)
       VALUES (?, ?, UTC_TIMESTAMP(3), 0, UTC_TIMESTAMP(3))`,
      [key, deletion.version],
    );
    const steps = participants.map((participant) => [key, participant]);
    await transaction.query('INSERT INTO deletion_step (account_id, participant) VALUES ?', [steps]);
    await this.ask(deletion, [...participants], transaction);
    this.say(transaction, `The account ${account.id} was deleted, and its data is to go`);
  }

  /** Whether an account was deleted, by now or some time ago. */
  async isKnown(id: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM deletion WHERE account_id = ?';
    return (await this.transactions.manager.query<unknown[]>(sql, [idToBytes(id)])).length > 0;
  }

  /** Notes that a participant keeps nothing any more, unless that is no news. The last answer completes the deletion. */
  async answered(id: string, participant: Participant, transaction: EntityManager): Promise<void> {
    const [deletion] = await this.lock(
      'account_id = ? AND completed_at IS NULL FOR UPDATE',
      idToBytes(id),
      transaction,
    );
    if (!deletion) return;
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      `UPDATE deletion_step SET purged_at = UTC_TIMESTAMP(3)
       WHERE account_id = ? AND participant = ? AND purged_at IS NULL`,
      [idToBytes(id), participant],
    );
    if (affectedRows === 0) return;
    this.say(transaction, `${participant} keeps nothing of the account ${id} any more`);
    if ((await this.waitingFor(id, transaction)).length === 0) await this.complete(deletion, transaction);
  }

  /** Asks again where the time for an answer is over; answers how many deletions that were, at most one batch. */
  askAgain(): Promise<number> {
    return this.transactions.run(async (transaction) => {
      const due = `completed_at IS NULL AND ask_again_at <= UTC_TIMESTAMP(3)
                   ORDER BY ask_again_at LIMIT ? FOR UPDATE SKIP LOCKED`;
      const deletions = await this.lock(due, batch, transaction);
      for (const deletion of deletions) {
        const waiting = await this.waitingFor(deletion.id, transaction);
        await this.ask(deletion, waiting, transaction);
        const words = `The account ${deletion.id} is not gone yet: ${waiting.join(' and ')}`;
        this.say(transaction, `${words} asked again after ${deletion.tries} tries`, 'warn');
      }
      return deletions.length;
    });
  }

  private async ask({ id, version, tries }: Pending, whom: string[], transaction: EntityManager): Promise<void> {
    await this.outbox.record(transaction, userDeletionRequested, { id, version }, { id, participants: whom });
    await transaction.query(
      `UPDATE deletion SET tries = tries + 1, ask_again_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
       WHERE account_id = ?`,
      [pauseAfter(tries + 1, this.timeout) * 1000, idToBytes(id)],
    );
  }

  private async complete({ id, version }: Pending, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE deletion SET completed_at = UTC_TIMESTAMP(3) WHERE account_id = ?', [
      idToBytes(id),
    ]);
    await forgetAnswers(id, transaction);
    await this.outbox.record(transaction, userDeleted, { id, version: version + 1 }, { id });
    this.say(transaction, `Nothing of the account ${id} is left`);
  }

  private async lock(which: string, parameter: unknown, transaction: EntityManager): Promise<Pending[]> {
    const rows = await transaction.query<{ account_id: Buffer; version: number; tries: number }[]>(
      `SELECT account_id, version, tries FROM deletion WHERE ${which}`,
      [parameter],
    );
    return rows.map(({ account_id, ...rest }) => ({ id: bytesToId(account_id), ...rest }));
  }

  private async waitingFor(id: string, transaction: EntityManager): Promise<string[]> {
    const rows = await transaction.query<{ participant: string }[]>(
      'SELECT participant FROM deletion_step WHERE account_id = ? AND purged_at IS NULL ORDER BY participant',
      [idToBytes(id)],
    );
    return rows.map(({ participant }) => participant);
  }

  private say(transaction: EntityManager, words: string, level: 'log' | 'warn' = 'log'): void {
    afterCommit(transaction, () => this.logger[level](words));
  }
}

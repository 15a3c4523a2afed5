import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { idToBytes, isId, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';

/** Minutes that a question waits for its answer. */
const patience = 5;

/** The challenges that browsers are asked to sign, each good for one answer. */
@Injectable()
export class PasskeyQuestions {
  constructor(private readonly transactions: Transactions) {}

  /** Keeps a challenge, for an account or for whoever signs in; answers the id of the question. */
  async keep(challenge: string, accountId?: string): Promise<string> {
    const id = newId();
    await this.transactions.run(async (transaction) => {
      await transaction.query('DELETE FROM passkey_question WHERE expires_at <= UTC_TIMESTAMP(3) LIMIT 100');
      await transaction.query(
        `INSERT INTO passkey_question (id, account_id, challenge, expires_at)
         VALUES (?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ${patience} MINUTE)`,
        [idToBytes(id), accountId ? idToBytes(accountId) : null, challenge],
      );
    });
    return id;
  }

  /** The challenge of a question, which is answered with this; undefined when there is none for this account. */
  async take(id: string, accountId: string | undefined, transaction: EntityManager): Promise<string | undefined> {
    if (!isId(id)) return undefined;
    const [row] = await transaction.query<{ challenge: string }[]>(
      `SELECT challenge FROM passkey_question
       WHERE id = ? AND account_id <=> ? AND expires_at > UTC_TIMESTAMP(3) FOR UPDATE`,
      [idToBytes(id), accountId ? idToBytes(accountId) : null],
    );
    if (row) await transaction.query('DELETE FROM passkey_question WHERE id = ?', [idToBytes(id)]);
    return row?.challenge;
  }
}

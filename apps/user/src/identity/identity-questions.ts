import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { hashSecret, newSecret } from '../session/secret.js';

/** Minutes in which a browser is to be back from the provider. */
const patience = 10;

/** The way to a provider that a browser was sent. */
export interface Sent {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Whose account is to be linked; null for whoever signs in. */
  accountId: string | null;
  /** The identity that it turned out to be, where only a code is missing. */
  identityId: string | null;
}

interface Row {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  account_id: Buffer | null;
  identity_id: Buffer | null;
}

/** The ways to providers that browsers are on, each known by a secret that only its browser has, and gone once. */
@Injectable()
export class IdentityQuestions {
  constructor(private readonly transactions: Transactions) {}

  /** Answers the secret for the browser. */
  async keep(sent: Omit<Sent, 'identityId'>): Promise<string> {
    const secret = newSecret();
    await this.transactions.run(async (transaction) => {
      await transaction.query('DELETE FROM identity_question WHERE expires_at <= UTC_TIMESTAMP(3) LIMIT 100');
      await this.insert(secret, { ...sent, identityId: null }, transaction);
    });
    return secret;
  }

  /** The way that the browser with this secret was sent, for the account or for whoever signs in; undefined if it was not. */
  take(secret: string, accountId: string | null): Promise<Sent | undefined> {
    return this.transactions.apart(async (transaction) => {
      const [row] = await transaction.query<Row[]>(
        `SELECT * FROM identity_question
         WHERE hash = ? AND account_id <=> ? AND expires_at > UTC_TIMESTAMP(3) FOR UPDATE`,
        [hashSecret(secret), accountId && idToBytes(accountId)],
      );
      if (row) await transaction.query('DELETE FROM identity_question WHERE hash = ?', [hashSecret(secret)]);
      return row && sentBy(row);
    });
  }

  /** Lets the same secret come again, with a code, now that it is known whose identity it is. */
  async putBack(secret: string, sent: Sent, identityId: string): Promise<void> {
    await this.transactions.run((transaction) => this.insert(secret, { ...sent, identityId }, transaction));
  }

  private async insert(secret: string, sent: Sent, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO identity_question (hash, account_id, provider, state, nonce, verifier, identity_id, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ${patience} MINUTE)`,
      [
        hashSecret(secret),
        sent.accountId && idToBytes(sent.accountId),
        sent.provider,
        sent.state,
        sent.nonce,
        sent.verifier,
        sent.identityId && idToBytes(sent.identityId),
      ],
    );
  }
}

const sentBy = ({ account_id, identity_id, provider, state, nonce, verifier }: Row): Sent => ({
  provider,
  state,
  nonce,
  verifier,
  accountId: account_id && bytesToId(account_id),
  identityId: identity_id && bytesToId(identity_id),
});

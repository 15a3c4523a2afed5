import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Refreshed, Session } from '#contracts/account.contract.js';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { AccessTokenSigner, accessTokenLife } from './access-token.signer.js';
import { hashSecret, newSecret } from './secret.js';

/** Days that a session lives without being used. */
const idleDays = 30;

interface StoredToken {
  session_id: Buffer;
  account_id: Buffer;
  used_at: Date | null;
}

/** Sessions, and the chain of refresh tokens of each: one that is used twice has been stolen, and ends its session. */
@Injectable()
export class SessionRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly signer: AccessTokenSigner,
  ) {}

  async begin(accountId: string, transaction: EntityManager): Promise<Session> {
    await transaction.query(
      `DELETE FROM session WHERE account_id = ? AND NOT EXISTS
         (SELECT 1 FROM refresh_token WHERE session_id = session.id AND expires_at > UTC_TIMESTAMP(3))`,
      [idToBytes(accountId)],
    );
    const sessionId = newId();
    await transaction.query('INSERT INTO session (id, account_id, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))', [
      idToBytes(sessionId),
      idToBytes(accountId),
    ]);
    return this.issue(accountId, sessionId, transaction);
  }

  refresh(refreshToken: string): Promise<Refreshed> {
    return this.transactions.run(async (transaction) => {
      const hash = hashSecret(refreshToken);
      const [stored] = await transaction.query<StoredToken[]>(
        `SELECT session_id, account_id, used_at FROM refresh_token JOIN session ON session.id = session_id
         WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3) FOR UPDATE`,
        [hash],
      );
      if (!stored) return { refused: 'expired' };
      if (stored.used_at) {
        await transaction.query('DELETE FROM session WHERE id = ?', [stored.session_id]);
        return { refused: 'reused' };
      }
      await transaction.query('UPDATE refresh_token SET used_at = UTC_TIMESTAMP(3) WHERE hash = ?', [hash]);
      await transaction.query('DELETE FROM refresh_token WHERE session_id = ? AND expires_at <= UTC_TIMESTAMP(3)', [
        stored.session_id,
      ]);
      return this.issue(bytesToId(stored.account_id), bytesToId(stored.session_id), transaction);
    });
  }

  /** Ends the session of a refresh token; an unknown one has none. */
  async end(refreshToken: string): Promise<void> {
    await this.transactions.run((transaction) =>
      transaction.query('DELETE FROM session WHERE id IN (SELECT session_id FROM refresh_token WHERE hash = ?)', [
        hashSecret(refreshToken),
      ]),
    );
  }

  private async issue(accountId: string, sessionId: string, transaction: EntityManager): Promise<Session> {
    const refreshToken = newSecret();
    await transaction.query(
      `INSERT INTO refresh_token (hash, session_id, expires_at)
       VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ${idleDays} DAY)`,
      [hashSecret(refreshToken), idToBytes(sessionId)],
    );
    return {
      access_token: await this.signer.sign(accountId, sessionId),
      refresh_token: refreshToken,
      expires_in: accessTokenLife,
    };
  }
}

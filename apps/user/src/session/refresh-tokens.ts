import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Session } from '#contracts/account.contract.js';
import { idToBytes } from '#database/id.js';
import { AccessTokenSigner, accessTokenLife } from './access-token.signer.js';
import { hashSecret, newSecret } from './secret.js';
import { alive, nextIdle, SESSION_LIMITS, type SessionLimits } from './session-limits.js';

/** A refresh token that has not expired, of a session that is alive; both rows are locked. */
export interface StoredToken {
  session_id: Buffer;
  account_id: Buffer;
  used_at: Date | null;
}

/** The chain of refresh tokens of each session: one that is used twice has been stolen. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly signer: AccessTokenSigner,
    @Inject(SESSION_LIMITS) private readonly limits: SessionLimits,
  ) {}

  async find(refreshToken: string, transaction: EntityManager): Promise<StoredToken | undefined> {
    const [stored] = await transaction.query<StoredToken[]>(
      `SELECT session_id, account_id, used_at FROM refresh_token JOIN session ON session.id = session_id
       WHERE hash = ? AND refresh_token.expires_at > UTC_TIMESTAMP(3) AND ${alive} FOR UPDATE`,
      [hashSecret(refreshToken)],
    );
    return stored;
  }

  /** Notes the one use of a token, and forgets those of its session that have expired. */
  async use(refreshToken: string, { session_id }: StoredToken, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE refresh_token SET used_at = UTC_TIMESTAMP(3) WHERE hash = ?', [
      hashSecret(refreshToken),
    ]);
    await transaction.query('DELETE FROM refresh_token WHERE session_id = ? AND expires_at <= UTC_TIMESTAMP(3)', [
      session_id,
    ]);
  }

  async issue(accountId: string, sessionId: string, transaction: EntityManager): Promise<Session> {
    const refreshToken = newSecret();
    await transaction.query(
      `INSERT INTO refresh_token (hash, session_id, expires_at) SELECT ?, id, ${nextIdle} FROM session WHERE id = ?`,
      [hashSecret(refreshToken), this.limits.idleDays, idToBytes(sessionId)],
    );
    return {
      access_token: await this.signer.sign(accountId, sessionId),
      refresh_token: refreshToken,
      expires_in: accessTokenLife,
    };
  }

  /** Puts a cookie in the place of a session's refresh tokens; answers its secret. */
  async trade({ session_id }: StoredToken, transaction: EntityManager): Promise<string> {
    const secret = newSecret();
    await transaction.query('UPDATE session SET cookie_hash = ? WHERE id = ?', [hashSecret(secret), session_id]);
    await transaction.query('DELETE FROM refresh_token WHERE session_id = ?', [session_id]);
    return secret;
  }
}

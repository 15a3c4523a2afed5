import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { bytesToId, idToBytes } from '#database/id.js';
import { hashSecret, newSecret } from '../session/secret.js';

/** Seconds in which a code can be traded. */
const patience = 60;

/** What a code was given for. */
export interface Allowed {
  appId: string;
  accountId: string;
  /** As the app asked for it; null where it left it to what is registered. */
  redirectUri: string | null;
  challenge: string | null;
  scopes: string;
}

/** A code that was given, with its row locked. */
export interface GivenCode extends Allowed {
  isExpired: boolean;
  isUsed: boolean;
  /** The token that it was traded for. */
  tokenId: string | null;
}

interface Row {
  app_id: Buffer;
  account_id: Buffer;
  redirect_uri: string | null;
  challenge: string | null;
  scopes: string;
  is_expired: number;
  used_at: Date | null;
  token_id: Buffer | null;
}

/** Codes that are traded for tokens, each once. They are remembered for a day, to know one that comes twice. */
@Injectable()
export class Codes {
  async give(allowed: Allowed, transaction: EntityManager): Promise<string> {
    const code = newSecret();
    await transaction.query('DELETE FROM app_code WHERE expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY LIMIT 100');
    await transaction.query(
      `INSERT INTO app_code (hash, app_id, account_id, redirect_uri, challenge, scopes, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ${patience} SECOND)`,
      [
        hashSecret(code),
        idToBytes(allowed.appId),
        idToBytes(allowed.accountId),
        allowed.redirectUri,
        allowed.challenge,
        allowed.scopes,
      ],
    );
    return code;
  }

  async find(code: string, transaction: EntityManager): Promise<GivenCode | undefined> {
    const [row] = await transaction.query<Row[]>(
      'SELECT *, expires_at <= UTC_TIMESTAMP(3) AS is_expired FROM app_code WHERE hash = ? FOR UPDATE',
      [hashSecret(code)],
    );
    return (
      row && {
        appId: bytesToId(row.app_id),
        accountId: bytesToId(row.account_id),
        redirectUri: row.redirect_uri,
        challenge: row.challenge,
        scopes: row.scopes,
        isExpired: Number(row.is_expired) === 1,
        isUsed: row.used_at !== null,
        tokenId: row.token_id && bytesToId(row.token_id),
      }
    );
  }

  async use(code: string, tokenId: string, transaction: EntityManager): Promise<void> {
    await transaction.query('UPDATE app_code SET used_at = UTC_TIMESTAMP(3), token_id = ? WHERE hash = ?', [
      idToBytes(tokenId),
      hashSecret(code),
    ]);
  }

  /** Lets no code work any more that an account gave an app. */
  async forget(appId: string, accountId: string, transaction: EntityManager): Promise<void> {
    await transaction.query('DELETE FROM app_code WHERE app_id = ? AND account_id = ?', [
      idToBytes(appId),
      idToBytes(accountId),
    ]);
  }
}

/** Whether a verifier is what a challenge was made of (RFC 7636, 4.6); without a challenge there is to be none, either (RFC 9700, 4.8.2). */
export function provesChallenge(challenge: string | null, verifier: string | undefined): boolean {
  if (!challenge || !verifier) return !challenge && !verifier;
  return /^[\w.~-]{43,128}$/.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { keyLines } from '#service/secret-keys.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage.settings.js';

type Method = 'GET' | 'PUT';

interface SignedPath {
  path: string;
  expiresAt: Date;
}

/** What a signed URL says besides the file: the account that it was given to, until when, and the proof of both. */
export interface SignedQuery {
  user?: unknown;
  /** Seconds since the epoch. */
  expires?: unknown;
  signature?: unknown;
}

/**
 * Seconds. A URL is good for at least this long and at most twice: its end is a multiple, so that the same URL is given
 * out for a while and browsers find in their cache what they have loaded under it.
 */
const period = 300;

/** Signs URLs that are good for one method, one file and one account until they expire, and checks them (HMAC-SHA256). */
@Injectable()
export class UrlSigner {
  private readonly keys: () => string[];

  constructor(@Inject(STORAGE_SETTINGS) { signingKeys }: Pick<StorageSettings, 'signingKeys'>) {
    this.keys = signingKeys.as(keyLines);
  }

  sign(method: Method, fileId: string, actor: Actor, now = new Date()): SignedPath {
    const expires = (Math.floor(now.getTime() / 1000 / period) + 2) * period;
    const [key] = this.keys();
    const signature = signatureOf(key, method, fileId, actor.user_id, expires).toString('base64url');
    const query = new URLSearchParams({ user: actor.user_id, expires: String(expires), signature });
    return { path: `/files/${fileId}?${query.toString()}`, expiresAt: new Date(expires * 1000) };
  }

  /** The account that the URL was given to; `file.bad_signature` or `file.url_expired` (forbidden). */
  verify(method: Method, fileId: string, { user, expires, signature }: SignedQuery, now = new Date()): Actor {
    const given = Buffer.from(typeof signature === 'string' ? signature : '', 'base64url');
    const userId = typeof user === 'string' ? user : '';
    const until = typeof expires === 'string' ? Number(expires) : NaN;
    const isBy = (key: string): boolean => {
      const expected = signatureOf(key, method, fileId, userId, until);
      return given.length === expected.length && timingSafeEqual(given, expected);
    };
    if (!this.keys().some(isBy)) {
      throw new Failure('forbidden', 'file.bad_signature', 'The signature does not belong to this URL.');
    }
    if (until * 1000 <= now.getTime()) {
      throw new Failure('forbidden', 'file.url_expired', 'This URL has expired: ask for a new one.');
    }
    return { user_id: userId };
  }
}

const signatureOf = (key: string, method: Method, fileId: string, userId: string, expires: number): Buffer =>
  createHmac('sha256', key).update([method, fileId, userId, expires].join('\n')).digest();

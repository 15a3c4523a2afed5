import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { sessionContract } from '#contracts/session.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { InjectClient } from '#messaging/client.js';
import { Revocations } from './revocations.js';

/** How long fetched keys are taken as all there are, ms: an unknown key id asks again only after that. */
const keysFresh = 5000;

/**
 * How long keys are used without being asked for again, ms. A key that is no more is trusted for no longer than that and what
 * verified tokens are remembered.
 */
const keysKept = 60_000;

/** How long a token that was verified is taken as good without being verified again, ms; never longer than it lives. */
const verifiedFresh = 60_000;
const mostVerified = 10_000;

/**
 * Checks access tokens here, with the user service's published keys, so that no request waits for that service. The keys
 * are asked for first of all, every minute that they are needed, and when a token names one that is not known.
 */
@Injectable()
export class AccessTokens {
  private readonly verified = new Map<string, { actor: Actor; until: number }>();
  private keys?: { find: ReturnType<typeof createLocalJWKSet>; fetchedAt: number };
  private asking?: Promise<unknown>;

  constructor(
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    private readonly revocations: Revocations,
  ) {}

  async actorOf(token: string): Promise<Actor> {
    const known = this.verified.get(token);
    const actor = known && known.until > Date.now() ? known.actor : await this.verify(token);
    const { user_id, session_id = '' } = actor;
    if (this.revocations.isGone(user_id)) throw refused('auth.invalid_token', 'This account is deleted.');
    if (this.revocations.isGone(session_id)) throw refused('auth.invalid_token', 'This session was ended.');
    return actor;
  }

  private async verify(token: string): Promise<Actor> {
    this.verified.delete(token);
    const { sub = '', sid, exp = 0 } = await this.payloadOf(token);
    const actor = { user_id: sub, ...(typeof sid === 'string' ? { session_id: sid } : {}) };
    const [oldest] = this.verified.keys();
    if (this.verified.size >= mostVerified && oldest) this.verified.delete(oldest);
    this.verified.set(token, { actor, until: Math.min(Date.now() + verifiedFresh, exp * 1000) });
    return actor;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    const keys = this.keys ?? (await this.fetchKeys());
    if (Date.now() - keys.fetchedAt > keysKept) this.askAgain();
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: ['EdDSA'],
        issuer: 'errand',
        audience: 'errand',
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && Date.now() - keys.fetchedAt > keysFresh) {
        await this.fetchKeys();
        return this.payloadOf(token);
      }
      if (error instanceof errors.JWTExpired) throw refused('auth.expired_token', 'The access token has expired.');
      throw refused('auth.invalid_token', 'The token is not valid.');
    }
  }

  /** Nobody waits for it; while the user service is away, what it said last still counts. */
  private askAgain(): void {
    this.asking ??= this.fetchKeys()
      .catch(() => undefined)
      .finally(() => (this.asking = undefined));
  }

  private async fetchKeys(): Promise<NonNullable<typeof this.keys>> {
    const { keys } = await this.sessions.keys({});
    this.keys = { find: createLocalJWKSet({ keys }), fetchedAt: Date.now() };
    return this.keys;
  }
}

function refused(code: string, message: string): Failure {
  return new Failure('unauthenticated', code, message);
}

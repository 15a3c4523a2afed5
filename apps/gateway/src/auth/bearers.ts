import { Injectable } from '@nestjs/common';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { sessionContract } from '#contracts/session.contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { type Bearer, Revocations } from './revocations.js';

/** What every personal token begins with, also so that secret scanners recognise one. */
export const personalTokenPrefix = 'errand_';

/** How long an answer is taken without asking again, ms. */
const fresh = 30_000;

/**
 * Asks the user service who stands behind a personal token or a session's cookie, and remembers the answer. What was revoked
 * is forgotten at once; while that service is away, what it said within the last quarter of an hour still counts.
 */
@Injectable()
export class Bearers {
  constructor(
    @InjectClient(tokenContract) private readonly tokens: Client<typeof tokenContract>,
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    private readonly revocations: Revocations,
  ) {}

  ofToken(token: string): Promise<Bearer> {
    return this.find(token, async () => {
      const { token_id: id, actor, scopes, expires_at } = await this.tokens.authenticate({ token });
      return { id, actor, scopes, ...(expires_at ? { expires: Date.parse(expires_at) } : {}) };
    });
  }

  ofCookie(secret: string): Promise<Bearer> {
    return this.find(secret, async () => {
      const { actor } = await this.sessions.authenticate({ secret });
      return { id: actor.session_id ?? '', actor };
    });
  }

  private async find(secret: string, ask: () => Promise<Bearer>): Promise<Bearer> {
    const known = this.revocations.bearerOf(secret, fresh);
    if (known) return known;
    try {
      const bearer = await ask();
      this.revocations.remember(secret, bearer);
      return bearer;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const last = error.kind === 'unavailable' && this.revocations.bearerOf(secret);
      if (last) return last;
      this.revocations.forgetSecret(secret);
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { sessionContract } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { InjectClient } from '#messaging/client.js';
import { Revocations } from './revocations.js';

/** How long fetched keys are taken as all there are, ms: an unknown key id asks again only after that. */
const keysFresh = 5000;

/**
 * Checks access tokens here, with the user service's published keys, so that no request waits for that service. The keys
 * are asked for once, and again when a token names one that is not known.
 */
@Injectable()
export class AccessTokens {
  private keys?: { find: ReturnType<typeof createLocalJWKSet>; fetchedAt: number };

  constructor(
    @InjectClient(sessionContract) private readonly sessions: Client<typeof sessionContract>,
    private readonly revocations: Revocations,
  ) {}

  async actorOf(token: string): Promise<Actor> {
    const actor = { user_id: await this.verify(token) };
    if (this.revocations.isGone(actor.user_id)) throw refused('auth.invalid_token', 'This account is deleted.');
    return actor;
  }

  private async verify(token: string): Promise<string> {
    const keys = this.keys ?? (await this.fetchKeys());
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: ['EdDSA'],
        issuer: 'errand',
        audience: 'errand',
        requiredClaims: ['sub', 'exp'],
      });
      return payload.sub ?? '';
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && Date.now() - keys.fetchedAt > keysFresh) {
        await this.fetchKeys();
        return this.verify(token);
      }
      if (error instanceof errors.JWTExpired) throw refused('auth.expired_token', 'The access token has expired.');
      throw refused('auth.invalid_token', 'The token is not valid.');
    }
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

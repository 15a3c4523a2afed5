import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import { tokenContract } from '#contracts/token.contract.js';
import { InjectClient } from '#messaging/client.js';
import { Revocations } from './revocations.js';

/** What every personal token begins with, also so that secret scanners recognise one. */
export const personalTokenPrefix = 'errand_';

/** Asks the user service who stands behind a personal token, and remembers the answer briefly. */
@Injectable()
export class PersonalTokens {
  constructor(
    @InjectClient(tokenContract) private readonly tokens: Client<typeof tokenContract>,
    private readonly revocations: Revocations,
  ) {}

  async actorOf(token: string): Promise<Actor> {
    const known = this.revocations.bearerOf(token);
    if (known) return known.actor;
    const bearer = await this.tokens.authenticate({ token });
    this.revocations.remember(token, bearer);
    return bearer.actor;
  }
}

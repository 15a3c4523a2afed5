import { Injectable } from '@nestjs/common';
import type { TokenBearer } from '#contracts/token.contract.js';

/** How long the bearer of a personal token is remembered, ms. */
const bearerFresh = 30_000;
const mostBearers = 10_000;
/** How long it is remembered that a token or an account is no more, ms: longer than any access token lives. */
const goneRemembered = 3_600_000;

/** What this replica knows of tokens without asking: who bears one, and, from events, which stopped working. */
@Injectable()
export class Revocations {
  private readonly bearers = new Map<string, TokenBearer & { until: number }>();
  /** Tokens and accounts that are no more, by their ids. */
  private readonly gone = new Map<string, number>();

  bearerOf(token: string): TokenBearer | undefined {
    const bearer = this.bearers.get(token);
    if (bearer && bearer.until > Date.now()) return bearer;
    this.bearers.delete(token);
    return undefined;
  }

  /** Does nothing when the news that the token stopped working was faster than the answer to who bears it. */
  remember(token: string, bearer: TokenBearer): void {
    if (this.isGone(bearer.token_id) || this.isGone(bearer.actor.user_id)) return;
    const [oldest] = this.bearers.keys();
    if (this.bearers.size >= mostBearers && oldest) this.bearers.delete(oldest);
    this.bearers.set(token, { ...bearer, until: Date.now() + bearerFresh });
  }

  /** Whether the token or the account of this id is known to be no more. */
  isGone(id: string): boolean {
    return (this.gone.get(id) ?? 0) > Date.now();
  }

  forgetToken(id: string): void {
    this.bury(id);
    this.forget(({ token_id }) => token_id === id);
  }

  forgetUser(id: string): void {
    this.bury(id);
    this.forget(({ actor }) => actor.user_id === id);
  }

  private bury(id: string): void {
    const now = Date.now();
    for (const [each, until] of this.gone) if (until < now) this.gone.delete(each);
    this.gone.set(id, now + goneRemembered);
  }

  private forget(which: (bearer: TokenBearer) => boolean): void {
    for (const [token, bearer] of this.bearers) if (which(bearer)) this.bearers.delete(token);
  }
}

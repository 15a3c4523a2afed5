import { Injectable } from '@nestjs/common';
import type { TokenBearer } from '#contracts/token.contract.js';

/** How long the bearer of a personal token is remembered, ms. */
const bearerFresh = 30_000;
const mostBearers = 10_000;
/** Longer than any access token lives, ms. */
const deletionRemembered = 3_600_000;

/** What this replica knows of tokens without asking: who bears one, and, from events, which stopped working. */
@Injectable()
export class Revocations {
  private readonly bearers = new Map<string, TokenBearer & { until: number }>();
  private readonly deleted = new Map<string, number>();

  bearerOf(token: string): TokenBearer | undefined {
    const bearer = this.bearers.get(token);
    if (bearer && bearer.until > Date.now()) return bearer;
    this.bearers.delete(token);
    return undefined;
  }

  remember(token: string, bearer: TokenBearer): void {
    const [oldest] = this.bearers.keys();
    if (this.bearers.size >= mostBearers && oldest) this.bearers.delete(oldest);
    this.bearers.set(token, { ...bearer, until: Date.now() + bearerFresh });
  }

  isDeleted(userId: string): boolean {
    return (this.deleted.get(userId) ?? 0) > Date.now();
  }

  forgetToken(id: string): void {
    this.forget(({ token_id }) => token_id === id);
  }

  forgetUser(id: string): void {
    const now = Date.now();
    for (const [each, until] of this.deleted) if (until < now) this.deleted.delete(each);
    this.deleted.set(id, now + deletionRemembered);
    this.forget(({ actor }) => actor.user_id === id);
  }

  private forget(which: (bearer: TokenBearer) => boolean): void {
    for (const [token, bearer] of this.bearers) if (which(bearer)) this.bearers.delete(token);
  }
}

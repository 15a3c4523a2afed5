import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { TokenScope } from '#contracts/token.contract.js';

/** Who bears a secret, and the id of the session or personal token that it is the secret of. */
export interface Bearer {
  id: string;
  actor: Actor;
  /** Of a personal token: what it is good for, and until when (ms since the epoch). */
  scopes?: TokenScope[];
  expires?: number;
}

const mostBearers = 10_000;
/** How long a bearer is remembered at all, ms. */
const bearerKept = 900_000;
/** How long it is remembered that something is no more, ms: longer than any access token lives. */
const goneRemembered = 3_600_000;

/** What this replica knows of secrets without asking: who bears one, and, from events, which stopped working. */
@Injectable()
export class Revocations {
  private readonly bearers = new Map<string, Bearer & { since: number }>();
  /** Tokens, sessions and accounts that are no more, by their ids. */
  private readonly gone = new Map<string, number>();

  /** The bearer of a secret, if that was learned at most `age` milliseconds ago. */
  bearerOf(secret: string, age = bearerKept): Bearer | undefined {
    const bearer = this.bearers.get(secret);
    const now = Date.now();
    if (!bearer || (bearer.expires ?? Infinity) <= now) return undefined;
    return bearer.since > now - Math.min(age, bearerKept) ? bearer : undefined;
  }

  /** Does nothing when the news that it stopped working was faster than the answer to who bears it. */
  remember(secret: string, bearer: Bearer): void {
    if (this.isGone(bearer.id) || this.isGone(bearer.actor.user_id)) return;
    this.bearers.delete(secret);
    const [oldest] = this.bearers.keys();
    if (this.bearers.size >= mostBearers && oldest) this.bearers.delete(oldest);
    this.bearers.set(secret, { ...bearer, since: Date.now() });
  }

  forgetSecret(secret: string): void {
    this.bearers.delete(secret);
  }

  /** Forgets who bears what, for who may have missed that something stopped working. */
  forgetBearers(): void {
    this.bearers.clear();
  }

  /** Whether the token, session or account of this id is known to be no more. */
  isGone(id: string): boolean {
    return (this.gone.get(id) ?? 0) > Date.now();
  }

  /** Of a token, a session or an account. */
  bury(id: string): void {
    const now = Date.now();
    for (const [each, until] of this.gone) {
      if (until > now) break;
      this.gone.delete(each);
    }
    this.gone.delete(id);
    this.gone.set(id, now + goneRemembered);
    for (const [secret, bearer] of this.bearers) {
      if (bearer.id === id || bearer.actor.user_id === id) this.bearers.delete(secret);
    }
  }
}

import { Failure } from '#contracts/failure.js';
import { Count } from '#service/metrics.js';
import { Rate, type Standing } from './rate.js';

/** Units a minute: what an ordinary request costs is one. */
export interface RateSettings {
  /** All that somebody does, with whatever token. */
  account: number;
  /** What is done with one token or in one session. */
  token: number;
  /** What comes from one address, or of IPv6 from one network, signed in or not. */
  address: number;
  /** What one account does on one route; of routes that are open to all, what comes from one address. */
  route: number;
}

export type RateName = keyof RateSettings;

/** Whose quota a request is counted against. */
export interface Caller {
  name: RateName;
  who: string;
}

const refusals = new Count('http_rate_limited_total', 'HTTP requests that were refused for their number', ['limit']);

/** Counts what callers spend on this replica, and what others say that they spent there. */
export class Limits {
  private readonly rates: Record<RateName, Rate>;
  /** What was spent here since the others were told last, by name and caller. */
  private news = new Map<string, number>();
  /** The header that tells of all quotas; it never changes. */
  readonly policy: string;

  constructor(settings: RateSettings) {
    const names = Object.keys(settings) as RateName[];
    this.rates = Object.fromEntries(names.map((name) => [name, new Rate(name, settings[name])])) as typeof this.rates;
    this.policy = names.map((name) => `"${name}";q=${settings[name]};w=${this.rates[name].seconds}`).join(', ');
  }

  /** Spends of all quotas, or of none when one is used up: `request.too_many` (rate_limited). Answers the one with the least left. */
  spend(callers: Caller[], cost: number, now = Date.now()): Standing {
    for (const { name, who } of callers) {
      const wait = this.rates[name].wait(who, cost, now);
      if (wait > 0) throw tooMany(name, this.rates[name], wait);
    }
    for (const { name, who } of callers) {
      this.rates[name].spend(who, cost, now);
      const key = `${name} ${who}`;
      this.news.set(key, (this.news.get(key) ?? 0) + cost);
    }
    const standings = callers.map(({ name, who }) => this.rates[name].standing(who, now));
    return standings.reduce((least, each) => (each.left < least.left ? each : least));
  }

  /** What was spent since this was asked last; undefined when nothing was. */
  takeNews(): Buffer | undefined {
    if (this.news.size === 0) return undefined;
    const told = Buffer.from(JSON.stringify(Object.fromEntries(this.news)));
    this.news = new Map();
    return told;
  }

  /** What another replica says was spent there. */
  hear(news: Buffer, now = Date.now()): void {
    for (const [key, cost] of Object.entries(JSON.parse(news.toString()) as Record<string, number>)) {
      const blank = key.indexOf(' ');
      this.rates[key.slice(0, blank) as RateName]?.spend(key.slice(blank + 1), cost, now);
    }
  }
}

/** How the header `RateLimit` tells what is left (draft-ietf-httpapi-ratelimit-headers, structured fields). */
export const inHeader = ({ rate, left, full }: Standing): string => `"${rate.name}";r=${left};t=${full}`;

function tooMany(name: RateName, { quota, seconds }: Rate, wait: number): Failure {
  refusals.add({ limit: name });
  const retry_after = Math.ceil(wait / 1000);
  const message = `Too many requests: by ${name}, ${quota} units in ${seconds} seconds are answered.`;
  return new Failure('rate_limited', 'request.too_many', message, { retry_after });
}

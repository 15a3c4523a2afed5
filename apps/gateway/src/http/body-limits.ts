import { invalid } from '#contracts/failure.js';

/** Lists and objects that one may be in another of. What people write has no more than ten. */
export const deepest = 32;
/** Values in all of a body: a batch of the Sync API with its hundred commands has a tenth of it. */
export const mostValues = 50_000;

/**
 * Refuses what is nested too deep or has too much in it, before anything walks over it: `request.too_deep` and
 * `request.too_many_values` (invalid) of `field`. It does not call itself, so no body is too deep for it.
 */
export function refuseBeyondLimits(body: unknown, field = 'body'): void {
  if (typeof body !== 'object' || body === null) return;
  let level: object[] = [body];
  let values = 0;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepest)
      throw invalid('request.too_deep', field, `at most ${deepest} lists or objects within one another`);
    const next: object[] = [];
    for (const each of level) {
      const inside: unknown[] = Array.isArray(each) ? each : Object.values(each);
      values += inside.length;
      if (values > mostValues) throw invalid('request.too_many_values', field, `at most ${mostValues} values in all`);
      for (const value of inside) if (typeof value === 'object' && value !== null) next.push(value);
    }
    level = next;
  }
}

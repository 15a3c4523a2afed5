import type { EntityManager } from 'typeorm';
import { lookUp } from './meant-words.js';
import type { Scope } from './meant.js';
import { headsOf, type Hit, type Mark } from './postings.js';
import type { SearchedWord } from './search-query.js';

/** Of how many things at the head of its lists the other words are looked up first, for each that is wanted; and how many more then. */
const firstLook = 5;
const growth = 8;
/** Things of which it looks up the other words all at once. */
const few = 2000;

/** A page of what is found, from a place on where one is told. */
export interface HitPage {
  after?: Mark;
  limit: number;
}

/**
 * The best things that have all words. It goes down the lists of the rarest word, and stops where nothing further down can be
 * better than what it has: so it costs as much as what it answers, unless words that are each frequent are hardly ever together.
 */
export async function bestHits(
  words: SearchedWord[],
  scope: Scope,
  { after, limit }: HitPage,
  manager: EntityManager,
): Promise<Hit[]> {
  const meant = await lookUp(words, scope, manager);
  if (!meant) return [];
  const [rarest, ...others] = meant;
  const best = others.reduce((sum, word) => sum + word.best, 0);
  const isWhole = !rarest.terms || best === Infinity || (others.length > 0 && rarest.size <= few);
  const from = others.length === 0 && rarest.terms ? after : undefined;
  for (let most = others.length === 0 ? limit : firstLook * limit; ; most *= growth) {
    const { hits, tails } = await headsOf(
      rarest,
      others,
      { scope, most: isWhole ? undefined : most, after: from },
      manager,
    );
    const later = hits.sort(byRank).filter((hit) => !after || byRank(after, hit) < 0);
    const bound = tails
      .map((tail) => ({ ...tail, score: tail.score + best }))
      .sort(byRank)
      .at(0);
    const sure = bound ? later.filter((hit) => byRank(hit, bound) <= 0) : later;
    if (!bound || sure.length >= limit) return sure.slice(0, limit);
  }
}

/** The best first, of the same score the newest first. */
export const byRank = (one: Mark, other: Mark): number =>
  other.score - one.score || other.entity_id.compare(one.entity_id);

import type { EntityManager } from 'typeorm';
import { statement } from '#database/statement.js';
import { boostOf, type Meant, range, type Scope, within } from './postings.js';
import type { SearchedWord } from './search-query.js';

/** Words that a beginning may stand for and still be looked at one by one. */
const mostTerms = 64;
/** Things that are counted to tell which word is the rarest. */
const mostCounted = 256;

/** Words with what each stands for, the rarest first; undefined when one of them is nowhere. */
export async function lookUp(
  words: SearchedWord[],
  scope: Scope,
  manager: EntityManager,
): Promise<Meant[] | undefined> {
  const terms = await termsOf(words, scope, manager);
  if (terms.some((own) => own?.length === 0)) return undefined;
  const meant = words.map((word, n): Meant => ({ ...word, terms: terms[n], best: Infinity }));
  return words.length === 1 ? meant : rarestFirst(meant, scope, manager);
}

/** The words that are known and begin with one, or are it; undefined where they are many. */
async function termsOf(words: SearchedWord[], { owners }: Scope, manager: EntityManager): Promise<Meant['terms'][]> {
  const parts = words.map(
    (_, n) =>
      `(SELECT DISTINCT ${n} AS n, word FROM search_term WHERE owner_id IN (?) AND word BETWEEN ? AND ? LIMIT ?)`,
  );
  const rows = await statement<{ n: unknown; word: string }[]>(
    manager,
    parts.join(' UNION ALL '),
    words.flatMap((word) => [owners, ...range(word), mostTerms + 1]),
  );
  return words.map((_, n) => {
    const terms = rows.filter((row) => Number(row.n) === n).map(({ word }) => word);
    return terms.length > mostTerms ? undefined : terms;
  });
}

async function rarestFirst(words: Meant[], scope: Scope, manager: EntityManager): Promise<Meant[] | undefined> {
  const [inScope, ...parameters] = within(scope);
  const counts = words.map(
    (_, n) =>
      `(SELECT ${n} AS n, NULL AS word, COUNT(*) AS value
        FROM (SELECT 1 FROM search_word WHERE ${inScope} AND word BETWEEN ? AND ? LIMIT ?) some)`,
  );
  const bests = words.flatMap(({ terms = [] }, n) =>
    terms.map(() => `(SELECT ${n}, ?, MAX(weight) FROM search_word WHERE ${inScope} AND word = ?)`),
  );
  const rows = await statement<{ n: unknown; word: string | null; value: unknown }[]>(
    manager,
    [...counts, ...bests].join(' UNION ALL '),
    [
      ...words.flatMap((word) => [...parameters, ...range(word), mostCounted]),
      ...words.flatMap(({ terms = [] }) => terms.flatMap((term) => [term, ...parameters, term])),
    ],
  );
  const found = words.map((word, n) => {
    const own = rows.filter((row) => Number(row.n) === n);
    const present = own.filter((row) => row.word !== null && row.value !== null);
    const best = Math.max(...present.map((row) => Number(row.value) * boostOf(row.word!, word)));
    const meant = word.terms ? { ...word, terms: present.map((row) => row.word!), best } : word;
    return { meant, things: Number(own.find((row) => row.word === null)!.value) };
  });
  if (found.some(({ things }) => things === 0)) return undefined;
  return found.sort((one, other) => one.things - other.things).map(({ meant }) => meant);
}

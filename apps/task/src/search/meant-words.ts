import type { EntityManager } from 'typeorm';
import { statement } from '#database/statement.js';
import { boostOf, type Meant, range, type Scope, within } from './meant.js';
import type { SearchedWord } from './search-query.js';

/** Words that a beginning may stand for and still be looked at one by one. */
const mostTerms = 64;

/** Words with what each stands for, the rarest first; undefined when one of them is nowhere. */
export async function lookUp(
  words: SearchedWord[],
  scope: Scope,
  manager: EntityManager,
): Promise<Meant[] | undefined> {
  const terms = await termsOf(words, scope, manager);
  if (terms.some((own) => own?.length === 0)) return undefined;
  const meant = words.map((word, n): Meant => ({ ...word, terms: terms[n], best: Infinity, size: 0 }));
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
  const [sizes, bests] = await Promise.all([sizesOf(words, scope, manager), bestsOf(words, scope, manager)]);
  const found = words.map((word, n) => {
    if (!word.terms) return { ...word, size: sizes[n] };
    const own = bests.filter((row) => Number(row.n) === n && row.best !== null);
    const best = Math.max(...own.map((row) => Number(row.best) * boostOf(row.word, word)));
    return { ...word, terms: own.map((row) => row.word), best, size: sizes[n] };
  });
  if (found.some(({ terms }) => terms?.length === 0)) return undefined;
  return found.sort((one, other) => one.size - other.size);
}

/** How many things have each word, as the server estimates when it plans: which costs nothing, however many they are. */
async function sizesOf(words: Meant[], scope: Scope, manager: EntityManager): Promise<number[]> {
  const [inScope, ...parameters] = within(scope);
  const parts = words.map(() => `SELECT 1 FROM search_word WHERE ${inScope} AND word BETWEEN ? AND ?`);
  const rows = await statement<{ rows: unknown }[]>(
    manager,
    `EXPLAIN FORMAT = TRADITIONAL ${parts.join(' UNION ALL ')}`,
    words.flatMap((word) => [...parameters, ...range(word)]),
  );
  return words.map((_, n) => Number(rows[n]?.rows ?? 0));
}

function bestsOf(
  words: Meant[],
  scope: Scope,
  manager: EntityManager,
): Promise<{ n: unknown; word: string; best: unknown }[]> {
  const [inScope, ...parameters] = within(scope);
  const all = words.flatMap(({ terms = [] }, n) => terms.map((term) => ({ n, term })));
  if (all.length === 0) return Promise.resolve([]);
  return statement(
    manager,
    all
      .map(({ n }) => `SELECT ${n} AS n, ? AS word, MAX(weight) AS best FROM search_word WHERE ${inScope} AND word = ?`)
      .join(' UNION ALL '),
    all.flatMap(({ term }) => [term, ...parameters, term]),
  );
}

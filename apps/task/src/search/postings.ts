import { statement } from '#database/statement.js';
import type { EntityManager } from 'typeorm';
import type { Condition } from '../project/project-access.js';
import type { SearchedWord } from './search-query.js';

/** Whose words are looked at: all of one person's, or those of some projects, and who owns these. */
export interface Scope {
  owners: Buffer[];
  projects?: Buffer[];
}

/** A word of a query as it is found. */
export interface Meant extends SearchedWord {
  /** The words that it stands for; undefined where they are many. */
  terms?: string[];
  /** The most that it can count. */
  best: number;
  /** About how many things have it. */
  size: number;
}

/** A thing that has every word. */
export interface Hit {
  project_id: Buffer;
  entity_id: Buffer;
  score: number;
}

/** The end of all words that begin with one. */
const last = '\u{10FFFF}';
/** How much more a word counts that is there as it was written, and not only as a beginning. */
const wholeBoost = 2;

/** Both have an index of their own. */
export const within = ({ owners, projects }: Scope): Condition =>
  projects ? ['project_id IN (?)', projects] : ['owner_id IN (?)', owners];

/** The first and the last of the words that a word of a query stands for. */
export const range = ({ word, isBeginning }: SearchedWord): [string, string] => [
  word,
  isBeginning ? word + last : word,
];

/** How much a term counts for a word. */
export const boostOf = (term: string, { word }: SearchedWord): number => (term === word ? wholeBoost : 1);

/** A place in the order of what is found: the best score first, of the same score the newest first. */
export interface Mark {
  score: number;
  entity_id: Buffer;
}

/** How far the lists of a word are read: each as far as `most` things, from a place on where one is told. */
export interface Reach {
  scope: Scope;
  most: number;
  after?: Mark;
}

interface Row extends Hit {
  is_tail: unknown;
}

/**
 * The things at the heads of a word's lists, one list for each of its terms, that have all the other words, too; and where
 * the lists were left that go on.
 */
export async function headsOf(
  rarest: Meant,
  others: Meant[],
  reach: Reach,
  manager: EntityManager,
): Promise<{ hits: Hit[]; tails: Mark[] }> {
  const lists = rarest.terms?.map((term) => listOf(term, boostOf(term, rarest), reach)) ?? [wholeList(rarest, reach)];
  // a thing may be in several of its lists: what counts is the best
  const joined = lists.length > 1 || !rarest.terms ? [rarest, ...others] : others;
  const score = joined.map((_, n) => `MAX(w${n}.weight * IF(w${n}.word = ?, ${wholeBoost}, 1))`);
  const joins = joined.map(
    (_, n) =>
      `STRAIGHT_JOIN search_word w${n}
       ON w${n}.project_id = hit.project_id AND w${n}.entity_id = hit.entity_id AND w${n}.word BETWEEN ? AND ?`,
  );
  if (joined.length === others.length) score.unshift('MAX(hit.score)');
  const heads = lists.map(([sql]) => `(${sql} LIMIT ?)`).join(' UNION ALL ');
  const found = `SELECT hit.project_id, hit.entity_id, ${score.join(' + ')} AS score, 0 AS is_tail
                 FROM (${heads}) hit ${joins.join(' ')} GROUP BY hit.project_id, hit.entity_id`;
  const tails = lists.map(([sql]) => `(SELECT tail.*, 1 FROM (${sql} LIMIT ?, 1) tail)`);
  const rows = await statement<Row[]>(manager, [`(${found})`, ...tails].join(' UNION ALL '), [
    ...joined.map(({ word }) => word),
    ...lists.flatMap(([, ...values]) => [...values, reach.most]),
    ...joined.flatMap(range),
    ...lists.flatMap(([, ...values]) => [...values, reach.most - 1]),
  ]);
  const all = rows.map((row) => ({ ...row, score: Number(row.score), is_tail: Number(row.is_tail) === 1 }));
  return { hits: all.filter(({ is_tail }) => !is_tail), tails: all.filter(({ is_tail }) => is_tail) };
}

/** What has a term, the best first. */
function listOf(term: string, boost: number, { scope, after }: Reach): Condition {
  const [inScope, ...parameters] = within(scope);
  const [later, ...values] = after ? laterThan(after, boost) : ['TRUE'];
  return [
    `SELECT project_id, entity_id, weight * ${boost} AS score FROM search_word
     WHERE ${inScope} AND word = ? AND ${later} ORDER BY weight DESC, entity_id DESC`,
    ...parameters,
    term,
    ...values,
  ];
}

/** What has a word that stands for too many terms, in no order. */
function wholeList(word: SearchedWord, { scope }: Reach): Condition {
  const [inScope, ...parameters] = within(scope);
  const sql = `SELECT project_id, entity_id, 0 AS score FROM search_word WHERE ${inScope} AND word BETWEEN ? AND ?`;
  return [sql, ...parameters, ...range(word)];
}

/** In a way that an index can follow. */
function laterThan({ score, entity_id }: Mark, boost: number): Condition {
  const weight = Math.floor(score / boost);
  if (weight * boost < score) return ['weight <= ?', weight];
  return ['weight <= ? AND (weight < ? OR entity_id < ?)', weight, weight, entity_id];
}

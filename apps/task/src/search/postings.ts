import { statement } from '#database/statement.js';
import type { EntityManager } from 'typeorm';
import type { Condition } from '../project/project-access.js';
import { isOneTerm, joinOf } from './further-words.js';
import { boostOf, type Meant, range, type Scope, within } from './meant.js';
import type { SearchedWord } from './search-query.js';

/** A thing that has every word. */
export interface Hit {
  project_id: Buffer;
  entity_id: Buffer;
  score: number;
}

/** A place in the order of what is found: the best score first, of the same score the newest first. */
export interface Mark {
  score: number;
  entity_id: Buffer;
}

/** How far the lists of a word are read: each as far as `most` things, or to its end, from a place on where one is told. */
export interface Reach {
  scope: Scope;
  most?: number;
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
  const isOneList = rarest.terms?.length === 1;
  const [best, rest] =
    isOneList && others.every(isOneTerm) ? ['', ''] : ['MAX', ' GROUP BY hit.project_id, hit.entity_id'];
  // a thing may be in several of its lists: what counts is the best
  const joined = (isOneList ? others : [rarest, ...others]).map((word, n) => joinOf(word, `w${n}`, best, reach.scope));
  const score = [...(isOneList ? [`${best}(hit.score)`] : []), ...joined.map((join) => join.score)].join(' + ');
  const heads = lists.map(([sql]) => (reach.most === undefined ? sql : `(${sql} LIMIT ?)`)).join(' UNION ALL ');
  const found = `SELECT hit.project_id, hit.entity_id, ${score} AS score, 0 AS is_tail
                 FROM (${heads}) hit ${joined.map(({ sql }) => sql).join(' ')}${rest}`;
  const most = reach.most === undefined ? [] : [reach.most];
  const tails = most.length === 0 ? [] : lists.map(([sql]) => `(SELECT tail.*, 1 FROM (${sql} LIMIT ?, 1) tail)`);
  const rows = await statement<Row[]>(manager, [`(${found})`, ...tails].join(' UNION ALL '), [
    ...joined.flatMap(({ whole }) => whole),
    ...lists.flatMap(([, ...values]) => [...values, ...most]),
    ...joined.flatMap(({ meant }) => meant),
    ...tails.flatMap((_, n) => [...lists[n].slice(1), reach.most! - 1]),
  ]);
  const all = rows.map((row) => ({ ...row, score: Number(row.score), is_tail: Number(row.is_tail) === 1 }));
  return { hits: all.filter(({ is_tail }) => !is_tail), tails: all.filter(({ is_tail }) => is_tail) };
}

/** What has a term, the best first. */
function listOf(term: string, boost: number, { scope, most, after }: Reach): Condition {
  const [inScope, ...parameters] = within(scope);
  const [later, ...values] = after ? laterThan(after, boost) : ['TRUE'];
  // the only ones that have its order
  const index = scope.projects ? 'search_word_project' : 'search_word_owner';
  return [
    `SELECT project_id, entity_id, weight * ${boost} AS score FROM search_word FORCE INDEX (${index})
     WHERE ${inScope} AND word = ? AND ${later} ${most === undefined ? '' : 'ORDER BY weight DESC, entity_id DESC'}`,
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

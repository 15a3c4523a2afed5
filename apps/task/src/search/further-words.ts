import { boostOf, type Meant, range, type Scope, wholeBoost } from './meant.js';

/** Whether a word stands for one term only. */
export const isOneTerm = ({ terms }: Meant): boolean => terms?.length === 1;

/** A further word, as a part of a statement. */
interface Join {
  sql: string;
  score: string;
  /** What stands for the question marks of the score, and of the join. */
  whole: unknown[];
  meant: unknown[];
}

/** How a word is looked up in what has another one: by the whole key of its row where it stands for one term. */
export function joinOf(word: Meant, row: string, best: string, { owners, projects }: Scope): Join {
  const sameThing = `${row}.project_id = hit.project_id AND ${row}.entity_id = hit.entity_id`;
  if (!isOneTerm(word)) {
    const sql = `STRAIGHT_JOIN search_word ${row} ON ${sameThing} AND ${row}.word BETWEEN ? AND ?`;
    const score = `${best}(${row}.weight * IF(${row}.word = ?, ${wholeBoost}, 1))`;
    return { sql, score, whole: [word.word], meant: range(word) };
  }
  const [term] = word.terms!;
  // somebody's things lie all over the table; those that have one word lie together in this index
  const [index, ofOwner, ...owner] = projects
    ? ['', '']
    : ['FORCE INDEX (search_word_thing)', ` AND ${row}.owner_id IN (?)`, owners];
  return {
    sql: `STRAIGHT_JOIN search_word ${row} ${index} ON ${sameThing} AND ${row}.word = ?${ofOwner}`,
    score: `${best}(${row}.weight * ${boostOf(term, word)})`,
    whole: [],
    meant: [term, ...owner],
  };
}

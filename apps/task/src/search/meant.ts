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

/** The end of all words that begin with one. */
const last = '\u{10FFFF}';
/** How much more a word counts that is there as it was written, and not only as a beginning. */
export const wholeBoost = 2;

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

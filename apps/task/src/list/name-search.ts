import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Condition } from '../project/project-access.js';

/** Names are compared without regard to capitals and accents, also where their column tells them apart. */
const collation = 'utf8mb4_unicode_520_ci';
const escape = '!';

/** Narrows a list to the rows whose name matches what somebody looks for. */
export function narrowToName<E extends ObjectLiteral & { name: string }>(
  query: SelectQueryBuilder<E>,
  wanted: string | undefined,
): SelectQueryBuilder<E> {
  if (wanted === undefined) return query;
  return query.andWhere(isNamed(`${query.alias}.name`, ':wantedName'), { wantedName: likePattern(wanted) });
}

/** The same as a condition in plain SQL. */
export const nameCondition = (column: string, wanted: string): Condition => [isNamed(column, '?'), likePattern(wanted)];

const isNamed = (column: string, pattern: string): string =>
  `${column} COLLATE ${collation} LIKE ${pattern} ESCAPE '${escape}'`;

/**
 * The pattern of LIKE for part of a name; for a whole name when there is a `*` in it, which stands for any characters.
 * `\*` is a star.
 */
export function likePattern(wanted: string): string {
  const parts = wanted.split(/(\\\*|\*)/);
  const pattern = parts.map((part) => (part === '*' ? '%' : literally(part === '\\*' ? '*' : part))).join('');
  return parts.includes('*') ? pattern : `%${pattern}%`;
}

const literally = (text: string): string => text.replace(/[!%_]/g, (sign) => escape + sign);

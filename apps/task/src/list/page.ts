import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { invalid } from '#contracts/failure.js';
import type { Page, PageQuery } from '#contracts/page.js';
import { idToBytes, isId } from '#database/id.js';

/** Entries of a page whose request does not say how many. */
export const usualLimit = 50;

/** By what a list is sorted, before the id: a property of its rows, either a number or a moment. */
interface SortKey<E> {
  property: keyof E & string;
  isMoment?: boolean;
}

/** A row's place: by what the list is sorted, and its id; where the list is sorted by something's id first, that too. */
type Mark = [position: number, id: string, first?: string];

/**
 * Reads one page of a list, sorted by a key and then the id. The cursor names the last row of the page before, not a
 * count, so rows that come and go meanwhile make no other row appear twice or not at all.
 */
export async function readPage<E extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<E>,
  { cursor, limit = usualLimit }: PageQuery,
  { property, isMoment = false }: SortKey<E>,
): Promise<Page<E>> {
  const [key, id] = [`${query.alias}.${property}`, `${query.alias}.id`];
  if (cursor != null) {
    const [position, lastId] = readCursor(cursor);
    query.andWhere(`(${key} > :position OR (${key} = :position AND ${id} > :lastId))`, {
      position: isMoment ? new Date(position) : position,
      lastId: idToBytes(lastId),
    });
  }
  const rows = await query
    .orderBy(key)
    .addOrderBy(id)
    .limit(limit + 1)
    .getMany();
  return cutPage(rows, limit, (row) => [Number(row[property]), row.id]);
}

/** The page of rows that were read with one more than it holds, which tells whether another page follows. */
export function cutPage<R>(rows: R[], limit: number, markOf: (row: R) => Mark): Page<R> {
  const results = rows.slice(0, limit);
  const last = results.at(-1);
  return { results, next_cursor: rows.length > limit && last ? writeCursor(markOf(last)) : null };
}

/** An opaque text for a row's place in a list. */
export function writeCursor(mark: Mark): string {
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

/** `page.cursor` for anything that `writeCursor` did not write. */
export function readCursor(cursor: string): Mark {
  try {
    const mark = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(mark) && isPosition(mark[0]) && mark.length > 1 && mark.length < 4 && mark.slice(1).every(isId)) {
      return mark as Mark;
    }
  } catch {
    // refused below, like any other text
  }
  throw invalid('page.cursor', 'cursor', '`next_cursor` of the page before, unchanged');
}

/** No order beyond what is also a moment that the database knows: the last millisecond of the year 9999. */
const isPosition = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 253_402_300_799_999;

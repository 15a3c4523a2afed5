import { Answered, Id, ListOf, Text, Whole } from './fields.js';

/** Names one thing. */
export class ById {
  @Id() id!: string;
}

/** Nothing to say. */
export class Nothing {}

/** Which page of a list: at most `limit` entries (50 unless told, 200 at most) after the one where `cursor` stopped. */
export class PageQuery {
  @Text({ max: 512, optional: true, nullable: true, description: '`next_cursor` of the page before' })
  cursor?: string | null;

  @Whole({ min: 1, max: 200, digits: true, optional: true, description: 'Entries a page, 50 unless told' })
  limit?: number;
}

/** One page of a list. `next_cursor` is null on the last. */
export interface Page<T> {
  results: T[];
  next_cursor: string | null;
}

/** The class of a page of `item`, for contracts and OpenAPI. */
export function pageOf<T extends object>(item: new () => T): new () => Page<T> {
  class PageOf implements Page<T> {
    @ListOf(() => item) results!: T[];
    @Answered({ type: 'string' }, { nullable: true }) next_cursor!: string | null;
  }
  Object.defineProperty(PageOf, 'name', { value: `${item.name}Page` });
  return PageOf;
}

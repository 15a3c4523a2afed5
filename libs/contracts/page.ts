import { Answered, Id, Text, Whole } from './fields.js';
import { Words } from './list-fields.js';
import { ListOf } from './nested-fields.js';

/** Names one thing. */
export class ById {
  @Id() id!: string;
}

/** The versions of which one has to be the newest, or the change is refused as `<feature>.stale`; any will do unless told. */
export const IfMatch = (): PropertyDecorator => Words({ max: 64, size: 20, optional: true });

/** Names one thing that is to be changed. */
export class Guarded extends ById {
  @IfMatch() if_match?: string[];
}

/** How often a thing was changed: its ETag is made of it. */
export const Version = (): PropertyDecorator =>
  Whole({ description: 'Grows with each change; the ETag is made of it' });

/** Nothing to say. */
export class Nothing {}

/** Which page of a list: at most `limit` entries (50 unless told, 200 at most) after the one where `cursor` stopped. */
export class PageQuery {
  @Text({ max: 512, optional: true, nullable: true, description: '`next_cursor` of the page before' })
  cursor?: string | null;

  @Whole({ min: 1, max: 200, digits: true, optional: true, description: 'Entries a page, 50 unless told' })
  limit?: number;
}

/** A page of what has a certain name; capitals and accents do not count. */
export class NameQuery extends PageQuery {
  @Text({
    min: 1,
    max: 1024,
    description: 'Part of the name, or all of it where `*` stands for any characters and `\\*` for a star',
  })
  query!: string;
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

import { Id, Text, Whole } from './fields.js';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';

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

  @Type(() => Number)
  @Whole({ min: 1, max: 200, optional: true, description: 'Entries a page, 50 unless told' })
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
    @ApiProperty({ type: () => item, isArray: true }) results!: T[];
    @ApiProperty({ type: 'string', nullable: true }) next_cursor!: string | null;
  }
  Object.defineProperty(PageOf, 'name', { value: `${item.name}Page` });
  return PageOf;
}

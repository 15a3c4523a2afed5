import { colors } from './colors.js';
import { command, contract, query } from './contract.js';
import { PartialType } from './derived.js';
import { Flag, Id, OneOf, Position, Text, Whole } from './fields.js';
import { Dictionary, ListOf } from './nested-fields.js';
import { ById, PageQuery, pageOf } from './page.js';
import { TaskPage } from './task.contract.js';

/** A query to look at again, in the shape of the Todoist API v1. */
export class SavedFilter {
  @Id() id!: string;
  @Text({ max: 128 }) name!: string;
  @Text({ max: 1024 }) query!: string;
  @OneOf(colors) color!: string;
  @Position() item_order!: number;
  @Flag() is_favorite!: boolean;
  @Flag() is_deleted!: boolean;
  @Flag() is_frozen!: boolean;
}

/** A query alone. */
export class FilterQuery {
  @Text({ max: 1024, description: 'In the language of docs/filters.md', example: 'today | overdue & p1' })
  query!: string;
}

export class AddFilter extends FilterQuery {
  @Text({ min: 1, max: 128, example: 'Urgent' }) name!: string;
  @OneOf(colors, { optional: true, description: 'charcoal unless told' }) color?: string;
  @Whole({ optional: true, nullable: true, description: 'Last unless told' }) item_order?: number | null;
  @Flag({ optional: true }) is_favorite?: boolean;
}

export class FilterChange extends PartialType(AddFilter) {}

export class UpdateFilter extends FilterChange {
  @Id() id!: string;
}

export class SavedFilterPage extends pageOf(SavedFilter) {}

export class FilterOrders {
  @Dictionary({ description: 'The new item_order of filters, by id' }) id_order_mapping!: Record<string, number>;
}

/** One list of a filter: what stands between two commas. */
export class FilterPane {
  @Text({ max: 1024 }) query!: string;
  @Whole({ description: 'Active tasks that meet it' }) count!: number;
}

export class FilterPreview {
  @ListOf(() => FilterPane) panes!: FilterPane[];
}

export class FilteredTasksQuery extends PageQuery {
  @Text({ max: 1024, description: 'In the language of docs/filters.md', example: 'today | overdue & p1' })
  query!: string;
  @Text({ max: 16, optional: true, nullable: true, description: 'Language of the query; `en`' }) lang?: string | null;
}

/**
 * Filters. A query that cannot be read is `filter.syntax`, with the position, what is there and what was expected, also when
 * it is to be saved. Saved filters are personal.
 */
export const filterContract = contract('task.filter', {
  get: query(ById, SavedFilter),
  list: query(PageQuery, SavedFilterPage),
  add: command(AddFilter, SavedFilter),
  update: command(UpdateFilter, SavedFilter),
  delete: command(ById),
  reorder: command(FilterOrders),
  preview: query(FilterQuery, FilterPreview),
  tasks: query(FilteredTasksQuery, TaskPage),
});

import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import {
  type AddFilter,
  filterContract,
  type FilteredTasksQuery,
  type FilterOrders,
  type FilterPreview,
  type FilterQuery,
  type SavedFilter,
  type SavedFilterPage,
  type UpdateFilter,
} from '#contracts/filter.contract.js';
import type { ById, PageQuery } from '#contracts/page.js';
import type { TaskPage } from '#contracts/task.contract.js';
import { Handles } from '#messaging/handles.js';
import { FilterEntity } from './filter.entity.js';
import { FilterRepository } from './filter.repository.js';
import { FilteredTasks } from './filtered-tasks.js';

@Handles(filterContract)
export class FilterHandler implements Handlers<typeof filterContract> {
  constructor(
    private readonly filters: FilterRepository,
    private readonly filtered: FilteredTasks,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<SavedFilter> {
    return (await this.filters.get(id, actor)).toView();
  }

  async list(query: PageQuery, actor: Actor): Promise<SavedFilterPage> {
    const { results, next_cursor } = await this.filters.list(query, actor);
    return { results: results.map((filter) => filter.toView()), next_cursor };
  }

  async add(input: AddFilter, actor: Actor): Promise<SavedFilter> {
    await this.filtered.read(input.query, actor);
    return (await this.filters.add(FilterEntity.of(actor, input), input.item_order, actor)).toView();
  }

  async update({ id, ...change }: UpdateFilter, actor: Actor): Promise<SavedFilter> {
    if (change.query !== undefined) await this.filtered.read(change.query, actor);
    return (await this.filters.change(id, actor, (filter) => filter.change(change))).toView();
  }

  async delete({ id }: ById, actor: Actor): Promise<void> {
    await this.filters.remove(id, actor);
  }

  async reorder({ id_order_mapping }: FilterOrders, actor: Actor): Promise<void> {
    await this.filters.reorder(id_order_mapping, actor);
  }

  preview({ query }: FilterQuery, actor: Actor): Promise<FilterPreview> {
    return this.filtered.preview(query, actor);
  }

  tasks(query: FilteredTasksQuery, actor: Actor): Promise<TaskPage> {
    return this.filtered.list(query, actor);
  }
}

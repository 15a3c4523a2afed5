import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { FilteredTasksQuery, FilterPreview } from '#contracts/filter.contract.js';
import type { TaskPage } from '#contracts/task.contract.js';
import { MemberRepository } from '../account/member.repository.js';
import type { Condition } from '../project/project-access.js';
import { TaskReader } from '../task/task-reader.js';
import { parseFilter } from './filter-parser.js';
import { FilterSql, joined } from './filter-sql.js';
import type { Filter } from './filter-tree.js';

/** Finds the active tasks that meet a filter, among those that the actor may see. */
@Injectable()
export class FilteredTasks {
  constructor(
    private readonly members: MemberRepository,
    private readonly sql: FilterSql,
    private readonly tasks: TaskReader,
  ) {}

  /** Reads a query with the days of the person's zone; `filter.syntax` for one that cannot be read. */
  async read(query: string, actor: Actor, now = new Date()): Promise<Filter> {
    return parseFilter(query, { now, timezone: await this.members.timezoneOf(actor.user_id) });
  }

  /** Those in any of its panes, each once. `filter.lang` for any language but English. */
  async list({ query, lang, ...page }: FilteredTasksQuery, actor: Actor, now = new Date()): Promise<TaskPage> {
    return this.tasks.page([await this.condition({ query, lang }, actor, now)], page, actor);
  }

  /** The condition in SQL on `task` to be in any of its panes. */
  async condition(
    { query, lang }: Pick<FilteredTasksQuery, 'query' | 'lang'>,
    actor: Actor,
    now = new Date(),
  ): Promise<Condition> {
    if (lang != null && !/^en\b/i.test(lang)) throw invalid('filter.lang', 'lang', '`en`');
    const { panes } = await this.read(query, actor, now);
    return joined(
      panes.map(({ condition }) => this.sql.conditionOf(condition, actor)),
      ' OR ',
    );
  }

  /** Its panes, and how many tasks each has. */
  async preview(query: string, actor: Actor, now = new Date()): Promise<FilterPreview> {
    const { panes } = await this.read(query, actor, now);
    const conditions = panes.map(({ condition }) => this.sql.conditionOf(condition, actor));
    const counts = await this.tasks.counts(conditions, actor);
    return { panes: panes.map((pane, index) => ({ query: pane.query, count: counts[index] })) };
  }
}

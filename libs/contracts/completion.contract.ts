import { mostVacations, Vacation } from './account.contract.js';
import { contract, query } from './contract.js';
import { Answered, Id, Text, Whole } from './fields.js';
import { WholeNumbers } from './list-fields.js';
import { Dictionary, ListOf, Nested } from './nested-fields.js';
import { DateOrTime } from './time-fields.js';
import { Nothing, PageQuery } from './page.js';
import { Task } from './task.contract.js';

/** What was completed in a time, both of its ends included; a date is all of that day where the person is. */
export class CompletedBetween extends PageQuery {
  @DateOrTime() since!: string;
  @DateOrTime() until!: string;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
  @Text({ max: 1024, optional: true, nullable: true, description: 'A filter that the tasks meet now' })
  filter_query?: string | null;
  @Text({ max: 16, optional: true, nullable: true, description: 'Language of the filter; `en`' })
  filter_lang?: string | null;
}

/** One page of what was completed, newest first. A task that recurs is there once for each time. */
export class CompletedPage {
  @ListOf(() => Task) items!: Task[];
  @Answered({ type: 'string' }, { nullable: true }) next_cursor!: string | null;
}

/** What was completed and has these words in its content or its description; `*` stands for any text. */
export class CompletedSearch extends PageQuery {
  @Text({ min: 1, max: 255, example: 'tomat' }) query!: string;
}

/** Everything that was completed, narrowed by any of these, from an offset on. */
export class CompletedQuery {
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Text({ max: 128, optional: true, nullable: true, description: 'Name of a label' }) label?: string | null;
  @DateOrTime({ optional: true, nullable: true }) since?: string | null;
  @DateOrTime({ optional: true, nullable: true }) until?: string | null;
  @Whole({ min: 1, max: 200, digits: true, optional: true, description: '50 unless told' }) limit?: number;
  @Whole({ max: 1_000_000, digits: true, optional: true, description: 'How many to leave out' }) offset?: number;
}

export class Completed {
  @Dictionary({ description: 'Projects of the tasks, by id' }) projects!: Record<string, unknown>;
  @Dictionary({ description: 'Sections of the tasks, by id' }) sections!: Record<string, unknown>;
  @ListOf(() => Task) items!: Task[];
}

/** What a person wants to get done, as their account keeps it. */
export class Goals {
  @Whole({ description: 'Tasks a day; 0 for no goal' }) daily_goal!: number;
  @Whole({ description: 'Tasks a week; 0 for no goal' }) weekly_goal!: number;
  @WholeNumbers({ min: 1, max: 7, size: 7, description: 'Days that break no streak; 1 is Monday' }) days_off!: number[];
  @Whole({ min: 1, max: 7, description: 'First day of the week; 1 is Monday' }) start_day!: number;
  @ListOf(() => Vacation, {
    size: mostVacations,
    optional: true,
    description: 'Their days, and weeks with any of them, break no streak',
  })
  vacations?: Vacation[];
}

/** Days or weeks in a row in which a goal was reached. */
export class Streak {
  @Whole() count!: number;
  @Text({ max: 10, description: 'First day, empty when there is none' }) start!: string;
  @Text({ max: 10, description: 'Last day' }) end!: string;
}

export class ProjectCount {
  @Id({ description: 'The project' }) id!: string;
  @Whole() completed!: number;
}

export class DayCount {
  @Text({ max: 10 }) date!: string;
  @Whole() total_completed!: number;
  @ListOf(() => ProjectCount) items!: ProjectCount[];
}

export class WeekCount {
  @Text({ max: 10, description: 'First day' }) from!: string;
  @Text({ max: 10, description: 'Last day' }) to!: string;
  @Whole() total_completed!: number;
  @ListOf(() => ProjectCount) items!: ProjectCount[];
}

/** How much a person completes: the last seven days and four weeks, newest first, and streaks of reached goals. */
export class Productivity {
  @Whole() completed_count!: number;
  @ListOf(() => DayCount) days_items!: DayCount[];
  @ListOf(() => WeekCount) week_items!: WeekCount[];
  @Nested(() => Streak) current_daily_streak!: Streak;
  @Nested(() => Streak) last_daily_streak!: Streak;
  @Nested(() => Streak) max_daily_streak!: Streak;
  @Nested(() => Streak) current_weekly_streak!: Streak;
  @Nested(() => Streak) last_weekly_streak!: Streak;
  @Nested(() => Streak) max_weekly_streak!: Streak;
  @Dictionary({ description: 'Colours of the projects above, by id' }) project_colors!: Record<string, string>;
}

export class CompletedCounts {
  @Whole() completed_count!: number;
  @Whole({ description: 'Since midnight, where the person is' }) completed_today!: number;
}

/**
 * What was completed: history, which stays when a task recurs, and goes only with what is reopened. The lists tell of tasks
 * that are still there and that the actor may see; `productivity` and `counts` of all that the actor completed.
 * An unknown project, section or parent is `<target>.not_found`, a filter that cannot be read `filter.syntax`.
 */
export const completionContract = contract('task.completion', {
  byCompletionDate: query(CompletedBetween, CompletedPage),
  byDueDate: query(CompletedBetween, CompletedPage),
  search: query(CompletedSearch, CompletedPage),
  list: query(CompletedQuery, Completed),
  productivity: query(Goals, Productivity),
  counts: query(Nothing, CompletedCounts),
});

import type { CurrentUser } from '#contracts/account.contract.js';
import { DayCount, type Productivity, Streak, WeekCount } from '#contracts/completion.contract.js';
import { Answered, Decimal, Id, Text, Whole } from '#contracts/fields.js';
import { Dictionary, ListOf, Nested } from '#contracts/nested-fields.js';

export class ReachedGoals {
  @Text({ max: 255 }) user!: string;
  @Id() user_id!: string;
  @Whole() daily_goal!: number;
  @Whole() weekly_goal!: number;
  @Answered({ type: 'array', items: { type: 'integer' } }) ignore_days!: number[];
  @Whole({ max: 1, description: 'As the person wants it: nobody is given points here' }) karma_disabled!: number;
  @Whole({ max: 1 }) vacation_mode!: number;
  @Nested(() => Streak) current_daily_streak!: Streak;
  @Nested(() => Streak) last_daily_streak!: Streak;
  @Nested(() => Streak) max_daily_streak!: Streak;
  @Nested(() => Streak) current_weekly_streak!: Streak;
  @Nested(() => Streak) last_weekly_streak!: Streak;
  @Nested(() => Streak) max_weekly_streak!: Streak;
}

/** How much a person completes, in the shape of the Todoist API v1. */
export class ProductivityStats {
  @Whole() completed_count!: number;
  @ListOf(() => DayCount) days_items!: DayCount[];
  @ListOf(() => WeekCount) week_items!: WeekCount[];
  @Nested(() => ReachedGoals) goals!: ReachedGoals;
  @Decimal() karma!: number;
  @Answered({ type: 'array', items: { type: 'object' } }) karma_graph_data!: never[];
  @Whole() karma_last_update!: number;
  @Text({ max: 8 }) karma_trend!: string;
  @Answered({ type: 'array', items: { type: 'object' } }) karma_update_reasons!: never[];
  @Dictionary({ description: 'Colours of projects, by id' }) project_colors!: Record<string, string>;
}

/** What the account and the history of completed tasks tell of a person, together. */
export function productivityStats(user: CurrentUser, productivity: Productivity): ProductivityStats {
  const { completed_count, days_items, week_items, project_colors, ...streaks } = productivity;
  return {
    completed_count,
    days_items,
    week_items,
    goals: {
      user: user.full_name,
      user_id: user.id,
      daily_goal: user.daily_goal,
      weekly_goal: user.weekly_goal,
      ignore_days: user.days_off,
      karma_disabled: Number(user.karma_disabled),
      vacation_mode: Number(user.vacation_mode),
      ...streaks,
    },
    karma: user.karma,
    karma_graph_data: [],
    karma_last_update: 0,
    karma_trend: user.karma_trend,
    karma_update_reasons: [],
    project_colors,
  };
}

import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import type { Goals, Productivity, ProjectCount } from '#contracts/completion.contract.js';
import { luxon } from '#service/luxon.js';
import type { Reference } from '../due/reference.js';
import { ProjectRepository } from '../project/project.repository.js';
import { CompletionRepository, type Count, type CountInProject } from './completion.repository.js';
import { daysBetween, type Span, type Streaks, streaksOf, weekOf } from './streaks.js';

const dateOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');

/** Reads how much a person completes, by the calendar of where the person is. */
@Injectable()
export class ProductivityReader {
  constructor(
    private readonly completions: CompletionRepository,
    private readonly projects: ProjectRepository,
  ) {}

  async read(goals: Goals, { now, timezone }: Reference, actor: Actor): Promise<Productivity> {
    const today = luxon().DateTime.fromJSDate(now, { zone: timezone });
    const weeks = [0, 1, 2, 3].map((ago) => weekOf(today, goals.start_day).minus({ weeks: ago }));
    const [counts, recent] = await Promise.all([
      this.completions.counts(actor),
      this.completions.countsInProjects(actor, weeks[3].toJSDate()),
    ]);
    const inDays = sumIn(recent, (at) => dateOf(luxon().DateTime.fromJSDate(at, { zone: timezone })));
    const days = [0, 1, 2, 3, 4, 5, 6].map((ago) => dateOf(today.minus({ days: ago })));
    const weekItems = weeks.map((first) => {
      const dates = daysBetween(first, first.plus({ days: 6 })).map(dateOf);
      return { from: dates[0], to: dates[6], ...totals(dates.flatMap((date) => inDays.get(date) ?? [])) };
    });
    const { daily, weekly } = streaks(counts, goals, today);
    return {
      completed_count: counts.reduce((sum, { completed }) => sum + completed, 0),
      days_items: days.map((date) => ({ date, ...totals(inDays.get(date) ?? []) })),
      week_items: weekItems,
      current_daily_streak: daily.current,
      last_daily_streak: daily.last,
      max_daily_streak: daily.longest,
      current_weekly_streak: weekly.current,
      last_weekly_streak: weekly.last,
      max_weekly_streak: weekly.longest,
      project_colors: await this.colorsOf(
        recent.map(({ projectId }) => projectId),
        actor,
      ),
    };
  }

  private async colorsOf(ids: string[], actor: Actor): Promise<Record<string, string>> {
    const projects = await this.projects.findMany(ids, actor);
    return Object.fromEntries(projects.map(({ id, color }) => [id, color]));
  }
}

function sumIn(counts: CountInProject[], keyOf: (at: Date) => string): Map<string, CountInProject[]> {
  const sums = new Map<string, CountInProject[]>();
  for (const count of counts) {
    const key = keyOf(count.at);
    sums.set(key, [...(sums.get(key) ?? []), count]);
  }
  return sums;
}

function totals(counts: CountInProject[]): { total_completed: number; items: ProjectCount[] } {
  const byProject = new Map<string, number>();
  for (const { projectId, completed } of counts) byProject.set(projectId, (byProject.get(projectId) ?? 0) + completed);
  const items = [...byProject].map(([id, completed]) => ({ id, completed }));
  return { total_completed: items.reduce((sum, { completed }) => sum + completed, 0), items };
}

function streaks(counts: Count[], goals: Goals, today: DateTime): { daily: Streaks; weekly: Streaks } {
  const done = new Map<string, number>();
  const dayOf = ({ at }: Count): DateTime => luxon().DateTime.fromJSDate(at, { zone: today.zone });
  for (const count of counts) {
    const date = dateOf(dayOf(count));
    done.set(date, (done.get(date) ?? 0) + count.completed);
  }
  const first = weekOf(counts.length > 0 ? dayOf(counts[0]) : today, goals.start_day);
  const days = daysBetween(first, today);
  const isAway = (first: string, last: string): boolean =>
    goals.vacations?.some(({ from, to }) => from <= last && first <= (to ?? last)) ?? false;
  const daySpans = days.map((day): Span => {
    const date = dateOf(day);
    const reached = goals.daily_goal > 0 && (done.get(date) ?? 0) >= goals.daily_goal;
    return { from: date, to: date, reached, isOff: goals.days_off.includes(day.weekday) || isAway(date, date) };
  });
  const weekSpans: Span[] = [];
  for (let index = 0; index < days.length; index += 7) {
    const week = days.slice(index, index + 7);
    const sum = week.reduce((total, day) => total + (done.get(dateOf(day)) ?? 0), 0);
    const reached = goals.weekly_goal > 0 && sum >= goals.weekly_goal;
    const [from, to] = [dateOf(week[0]), dateOf(week[0].plus({ days: 6 }))];
    weekSpans.push({ from, to, reached, isOff: isAway(from, to) });
  }
  return { daily: streaksOf(daySpans), weekly: streaksOf(weekSpans) };
}

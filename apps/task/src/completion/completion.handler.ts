import type { DateTime } from 'luxon';
import type { Actor } from '#contracts/actor.js';
import {
  type Completed,
  type CompletedBetween,
  type CompletedCounts,
  type CompletedPage,
  type CompletedQuery,
  type CompletedSearch,
  completionContract,
  type Goals,
  type Productivity,
} from '#contracts/completion.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { Nothing } from '#contracts/page.js';
import { Handles } from '#messaging/handles.js';
import { luxon } from '#service/luxon.js';
import { MemberRepository } from '../account/member.repository.js';
import { ProjectViews } from '../project/project-views.js';
import { ProjectRepository } from '../project/project.repository.js';
import { SectionRepository } from '../section/section.repository.js';
import { CompletedTasks } from './completed-tasks.js';
import { CompletionRepository } from './completion.repository.js';
import { beginOf, endOf } from './period.js';
import { ProductivityReader } from './productivity.js';

const wallClock = 'yyyy-MM-dd HH:mm:ss.SSS';

@Handles(completionContract)
export class CompletionHandler implements Handlers<typeof completionContract> {
  constructor(
    private readonly completed: CompletedTasks,
    private readonly completions: CompletionRepository,
    private readonly productivityReader: ProductivityReader,
    private readonly members: MemberRepository,
    private readonly views: ProjectViews,
    private readonly projects: ProjectRepository,
    private readonly sections: SectionRepository,
  ) {}

  async byCompletionDate(query: CompletedBetween, actor: Actor): Promise<CompletedPage> {
    const { since, until } = await this.period(query, actor);
    return this.completed.byCompletionDate(query, since.toJSDate(), until.toJSDate(), actor);
  }

  async byDueDate(query: CompletedBetween, actor: Actor): Promise<CompletedPage> {
    const { since, until } = await this.period(query, actor);
    return this.completed.byDueDate(query, since.toFormat(wallClock), until.toFormat(wallClock), actor);
  }

  search(query: CompletedSearch, actor: Actor): Promise<CompletedPage> {
    return this.completed.search(query, actor);
  }

  async list(query: CompletedQuery, actor: Actor): Promise<Completed> {
    const zone = await this.members.timezoneOf(actor.user_id);
    const since = query.since == null ? undefined : beginOf(query.since, 'since', zone).toJSDate();
    const until = query.until == null ? undefined : endOf(query.until, 'until', zone).toJSDate();
    const items = await this.completed.list(query, { since, until }, actor);
    const [projects, sections] = await Promise.all([
      this.projects.findMany(
        items.map(({ project_id }) => project_id),
        actor,
      ),
      this.sections.findMany(
        items.flatMap(({ section_id }) => section_id ?? []),
        actor,
      ),
    ]);
    return {
      projects: Object.fromEntries((await this.views.of(projects, actor)).map((project) => [project.id, project])),
      sections: Object.fromEntries(sections.map((section) => [section.id, section.toView()])),
      items,
    };
  }

  async productivity(goals: Goals, actor: Actor): Promise<Productivity> {
    const reference = { now: new Date(), timezone: await this.members.timezoneOf(actor.user_id) };
    return this.productivityReader.read(goals, reference, actor);
  }

  async counts(_: Nothing, actor: Actor): Promise<CompletedCounts> {
    const zone = await this.members.timezoneOf(actor.user_id);
    const [completed_count, completed_today] = await Promise.all([
      this.completions.countBy(actor),
      this.completions.countBy(actor, luxon().DateTime.now().setZone(zone).startOf('day').toJSDate()),
    ]);
    return { completed_count, completed_today };
  }

  private async period(
    { since, until }: CompletedBetween,
    actor: Actor,
  ): Promise<{ since: DateTime; until: DateTime }> {
    const zone = await this.members.timezoneOf(actor.user_id);
    return { since: beginOf(since, 'since', zone), until: endOf(until, 'until', zone) };
  }
}

import type { Actor } from '#contracts/actor.js';
import { archiveContract, type ArchivedCount } from '#contracts/archive.contract.js';
import type { Handlers } from '#contracts/contract.js';
import type { Guarded, Nothing, PageQuery } from '#contracts/page.js';
import type { Project, ProjectPage } from '#contracts/project.contract.js';
import type { Section, SectionPage, SectionQuery } from '#contracts/section.contract.js';
import { Handles } from '#messaging/handles.js';
import { ProjectViews } from '../project/project-views.js';
import { ProjectArchive } from './project-archive.js';
import { SectionArchive } from './section-archive.js';

@Handles(archiveContract)
export class ArchiveHandler implements Handlers<typeof archiveContract> {
  constructor(
    private readonly ofProjects: ProjectArchive,
    private readonly ofSections: SectionArchive,
    private readonly views: ProjectViews,
  ) {}

  async archiveProject({ id, if_match }: Guarded, actor: Actor): Promise<Project> {
    return this.views.one(await this.ofProjects.archive(id, if_match, actor, new Date()), actor);
  }

  async unarchiveProject({ id, if_match }: Guarded, actor: Actor): Promise<Project> {
    return this.views.one(await this.ofProjects.unarchive(id, if_match, actor, new Date()), actor);
  }

  async projects(query: PageQuery, actor: Actor): Promise<ProjectPage> {
    const { results, next_cursor } = await this.ofProjects.list(query, actor);
    return { results: await this.views.of(results, actor), next_cursor };
  }

  async countProjects(_: Nothing, actor: Actor): Promise<ArchivedCount> {
    return { count: await this.ofProjects.count(actor) };
  }

  async archiveSection({ id, if_match }: Guarded, actor: Actor): Promise<Section> {
    return (await this.ofSections.archive(id, if_match, actor, new Date())).toView();
  }

  async unarchiveSection({ id, if_match }: Guarded, actor: Actor): Promise<Section> {
    return (await this.ofSections.unarchive(id, if_match, actor, new Date())).toView();
  }

  async sections(query: SectionQuery, actor: Actor): Promise<SectionPage> {
    const { results, next_cursor } = await this.ofSections.list(query, actor);
    return { results: results.map((section) => section.toView()), next_cursor };
  }
}

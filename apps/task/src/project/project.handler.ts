import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import type { ById, Guarded, NameQuery, PageQuery } from '#contracts/page.js';
import {
  type AddProject,
  type Project,
  projectContract,
  type ProjectPage,
  type UpdateProject,
} from '#contracts/project.contract.js';
import { Handles } from '#messaging/handles.js';
import { ProjectAccess } from './project-access.js';
import { ProjectViews } from './project-views.js';
import { ProjectEntity } from './project.entity.js';
import { ProjectRepository } from './project.repository.js';

@Handles(projectContract)
export class ProjectHandler implements Handlers<typeof projectContract> {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly access: ProjectAccess,
    private readonly views: ProjectViews,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<Project> {
    return this.views.one(await this.access.get(id, actor), actor);
  }

  async list(query: PageQuery, actor: Actor): Promise<ProjectPage> {
    const { results, next_cursor } = await this.projects.list(query, actor);
    return { results: await this.views.of(results, actor), next_cursor };
  }

  async search({ query, ...page }: NameQuery, actor: Actor): Promise<ProjectPage> {
    const { results, next_cursor } = await this.projects.list(page, actor, query);
    return { results: await this.views.of(results, actor), next_cursor };
  }

  async add(input: AddProject, actor: Actor): Promise<Project> {
    const project = ProjectEntity.of(actor, input, new Date());
    return (await this.projects.add(project, input.parent_id, actor)).toView();
  }

  async update({ id, if_match, ...change }: UpdateProject, actor: Actor): Promise<Project> {
    return this.views.one(await this.projects.update(id, if_match, actor, change, new Date()), actor);
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.projects.remove(id, if_match, actor);
  }
}

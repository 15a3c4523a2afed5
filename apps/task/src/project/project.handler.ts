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
import { refuseStale } from '../list/if-match.js';
import { ProjectAccess } from './project-access.js';
import { ProjectEntity } from './project.entity.js';
import { ProjectRepository } from './project.repository.js';

@Handles(projectContract)
export class ProjectHandler implements Handlers<typeof projectContract> {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly access: ProjectAccess,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<Project> {
    return (await this.access.get(id, actor)).toView();
  }

  async list(query: PageQuery, actor: Actor): Promise<ProjectPage> {
    const { results, next_cursor } = await this.projects.list(query, actor);
    return { results: results.map((project) => project.toView()), next_cursor };
  }

  async search({ query, ...page }: NameQuery, actor: Actor): Promise<ProjectPage> {
    const { results, next_cursor } = await this.projects.list(page, actor, query);
    return { results: results.map((project) => project.toView()), next_cursor };
  }

  async add(input: AddProject, actor: Actor): Promise<Project> {
    const project = ProjectEntity.of(actor, input, new Date());
    return (await this.projects.add(project, input.parent_id, actor)).toView();
  }

  async update({ id, if_match, ...change }: UpdateProject, actor: Actor): Promise<Project> {
    const project = await this.projects.change(id, actor, (each) => {
      refuseStale('project', each, if_match);
      each.change(change, new Date());
    });
    return project.toView();
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.projects.remove(id, if_match, actor);
  }
}

import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { type FullProject, fullProjectContract } from '#contracts/full-project.contract.js';
import type { ById, Page, PageQuery } from '#contracts/page.js';
import { Handles } from '#messaging/handles.js';
import { CommentRepository } from '../comment/comment.repository.js';
import { SectionRepository } from '../section/section.repository.js';
import { CollaboratorRepository } from '../sharing/collaborator.repository.js';
import { TaskReader } from '../task/task-reader.js';
import { ProjectAccess } from './project-access.js';
import { ProjectViews } from './project-views.js';

@Handles(fullProjectContract)
export class FullProjectHandler implements Handlers<typeof fullProjectContract> {
  constructor(
    private readonly access: ProjectAccess,
    private readonly tasks: TaskReader,
    private readonly sections: SectionRepository,
    private readonly comments: CommentRepository,
    private readonly collaborators: CollaboratorRepository,
    private readonly views: ProjectViews,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<FullProject> {
    const project = await this.access.get(id, actor);
    const project_id = project.id;
    const [tasks, sections, comments, collaborators] = await Promise.all([
      all((page) => this.tasks.list({ project_id, ...page }, actor)),
      all((page) => this.sections.list({ project_id, ...page }, actor)),
      all((page) => this.comments.list({ project_id, ...page }, actor)),
      all((page) => this.collaborators.list({ project_id, ...page }, actor)),
    ]);
    return {
      project: await this.views.one(project, actor),
      comments_count: comments.length,
      tasks,
      sections: sections.map((section) => section.toView()),
      collaborators,
      notes: comments.map((comment) => comment.toView()),
    };
  }
}

/** Every page of a list. */
async function all<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const { results, next_cursor }: Page<T> = await read({ cursor, limit: 200 });
    found.push(...results);
    cursor = next_cursor;
  } while (cursor !== null);
  return found;
}

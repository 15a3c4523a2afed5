import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { duplicateContract, type DuplicateProject } from '#contracts/duplicate.contract.js';
import type { ById } from '#contracts/page.js';
import type { Project } from '#contracts/project.contract.js';
import type { Task } from '#contracts/task.contract.js';
import { Handles } from '#messaging/handles.js';
import { ProjectViews } from '../project/project-views.js';
import { TaskReader } from '../task/task-reader.js';
import { ProjectDuplicates } from './project-duplicates.js';
import { TaskDuplicates } from './task-duplicates.js';

@Handles(duplicateContract)
export class DuplicateHandler implements Handlers<typeof duplicateContract> {
  constructor(
    private readonly tasks: TaskDuplicates,
    private readonly projects: ProjectDuplicates,
    private readonly reader: TaskReader,
    private readonly views: ProjectViews,
  ) {}

  async task({ id }: ById, actor: Actor): Promise<Task> {
    return this.reader.view(await this.tasks.make(id, actor, new Date()));
  }

  async project(input: DuplicateProject, actor: Actor): Promise<Project> {
    return this.views.one(await this.projects.make(input, actor, new Date()), actor);
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type { UpdateProject } from '#contracts/project.contract.js';
import type { UpdateSection } from '#contracts/section.contract.js';
import type {
  ProjectAdd,
  ProjectMove,
  ProjectReorder,
  SectionAdd,
  SectionMove,
  SectionReorder,
} from '#contracts/sync-lists.js';
import { ProjectHandler } from '../project/project.handler.js';
import { ProjectRepository } from '../project/project.repository.js';
import { SectionEntity } from '../section/section.entity.js';
import { SectionHandler } from '../section/section.handler.js';
import { SectionRepository } from '../section/section.repository.js';
import { notLater } from './not-later.js';

/** Sync commands about projects and their sections. */
@Injectable()
export class ProjectCommands {
  constructor(
    private readonly projectHandler: ProjectHandler,
    private readonly projects: ProjectRepository,
    private readonly sectionHandler: SectionHandler,
    private readonly sections: SectionRepository,
  ) {}

  readonly commands = {
    project_add: async ({ child_order, ...input }: ProjectAdd, actor: Actor): Promise<ById> => {
      const { id } = await this.projectHandler.add(input, actor);
      if (child_order != null) await this.putProject(id, child_order, actor);
      return { id };
    },
    project_update: async (args: UpdateProject, actor: Actor): Promise<void> => {
      await this.projectHandler.update(args, actor);
    },
    project_move: ({ id, parent_id }: ProjectMove, actor: Actor): Promise<void> =>
      this.projects.move(id, parent_id, actor),
    project_reorder: async ({ projects }: ProjectReorder, actor: Actor): Promise<void> => {
      for (const { id, child_order } of projects) await this.putProject(id, child_order, actor);
    },
    project_delete: (args: ById, actor: Actor): Promise<void> => this.projectHandler.delete(args, actor),
    section_add: async ({ section_order, added_at, ...input }: SectionAdd, actor: Actor): Promise<ById> => {
      const section = SectionEntity.of(actor, input, new Date());
      section.addedAt = notLater(added_at);
      await this.sections.add(section, input.project_id, section_order, actor);
      return { id: section.id };
    },
    section_update: async (args: UpdateSection, actor: Actor): Promise<void> => {
      await this.sectionHandler.update(args, actor);
    },
    section_move: ({ id, project_id }: SectionMove, actor: Actor): Promise<void> =>
      this.sections.move(id, project_id, actor),
    section_reorder: async ({ sections }: SectionReorder, actor: Actor): Promise<void> => {
      const now = new Date();
      for (const { id, section_order } of sections) {
        await this.sections.change(id, actor, (section) => section.putAt(section_order, now));
      }
    },
    section_delete: (args: ById, actor: Actor): Promise<void> => this.sectionHandler.delete(args, actor),
  };

  private async putProject(id: string, position: number, actor: Actor): Promise<void> {
    await this.projects.change(id, actor, (project) => project.putAt(position, new Date()));
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { DuplicateProject } from '#contracts/duplicate.contract.js';
import { inserting } from '#database/insert.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { ProjectRepository } from '../project/project.repository.js';
import { SectionEntity } from '../section/section.entity.js';
import { note } from '../sync/changes.js';
import { TaskEntity } from '../task/task.entity.js';
import { parentsFirst, refuseTooMany, TaskCopies } from './task-copies.js';

/** What a copy is called of which nothing else is said, as long as a name may be. */
const suffix = ' (copy)';
const longestName = 120;

const insertSection = inserting(SectionEntity);

/** Copies a project with its sections and tasks. */
@Injectable()
export class ProjectDuplicates {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
    private readonly access: ProjectAccess,
    private readonly projects: ProjectRepository,
    private readonly copies: TaskCopies,
  ) {}

  make({ id, name }: DuplicateProject, actor: Actor, at: Date): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction, 'see');
      const tasks = await transaction.findBy(TaskEntity, { projectId: project.id, completedAt: IsNull() });
      refuseTooMany('project', tasks.length);
      const { description, color, viewStyle: view_style } = project;
      const wanted = { name: name ?? copyName(project.name), description, color, view_style };
      const parentId = project.userId === actor.user_id ? project.parentId : null;
      const copy = await this.projects.add(ProjectEntity.of(actor, wanted, at), parentId, actor);
      const sections = await this.copySections(project.id, copy.id, actor, at, transaction);
      const shown = tasks.filter(({ sectionId }) => sectionId === null || sections.has(sectionId));
      await this.copies.make(
        parentsFirst(shown),
        ({ sectionId, parentId }, known) => ({
          projectId: copy.id,
          sectionId: sectionId && sections.get(sectionId)!,
          parentId: parentId && known.get(parentId)!,
        }),
        actor,
        at,
        transaction,
      );
      return copy;
    });
  }

  /** Answers the id of each copy by that of the section, without those that are put away. */
  private async copySections(
    from: string,
    to: string,
    actor: Actor,
    at: Date,
    transaction: EntityManager,
  ): Promise<Map<string, string>> {
    const sections = await transaction.findBy(SectionEntity, { projectId: from, archivedAt: IsNull() });
    const copies = new Map<string, string>();
    const inserts = sections.map(({ id, name, description, position }) => {
      const made = SectionEntity.of(actor, { name, description: description ?? undefined, project_id: to }, at);
      copies.set(id, made.id);
      return insertSection(Object.assign(made, { projectId: to, position }), transaction);
    });
    await Promise.all(inserts);
    await note(
      transaction,
      'section',
      [...copies.values()].map((id) => ({ scopeId: to, id })),
    );
    return copies;
  }
}

const copyName = (name: string): string =>
  [...name]
    .slice(0, longestName - suffix.length)
    .join('')
    .concat(suffix);

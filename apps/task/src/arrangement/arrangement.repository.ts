import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { ProjectPlace } from '#contracts/arrangement.contract.js';
import { invalid } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { MemberRepository } from '../account/member.repository.js';
import { positionAmong } from '../list/position.js';
import { downFrom, mostLevels, upFrom } from '../list/tree.js';
import { ProjectAccess } from '../project/project-access.js';
import { ProjectEntity } from '../project/project.entity.js';
import { SectionEntity } from '../section/section.entity.js';
import { SectionRepository } from '../section/section.repository.js';

/** Puts projects and sections in another order. */
@Injectable()
export class ArrangementRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: MemberRepository,
    private readonly access: ProjectAccess,
    private readonly sections: SectionRepository,
  ) {}

  /** Under the lock of the person, which orders all of their projects. */
  moveProject(id: string, place: ProjectPlace, actor: Actor): Promise<ProjectEntity> {
    return this.transactions.run(async (transaction) => {
      await this.members.lock(actor.user_id, transaction);
      const project = await this.access.lock(id, actor, transaction);
      project.refuseForInbox();
      const moves = place.parent_id !== undefined && (place.parent_id?.toLowerCase() ?? null) !== project.parentId;
      if (moves) project.parentId = await this.parentFor(project, place.parent_id ?? null, actor, transaction);
      if (moves || (place.order != null && place.order !== project.position)) {
        project.position = await positionAmong(siblingsOf(project), place.order, transaction);
      }
      project.change({}, new Date());
      await transaction.update(ProjectEntity, { id: project.id }, project);
      return project;
    });
  }

  /** `section.not_found` unless the actor may change it. */
  moveSection(id: string, order: number, actor: Actor): Promise<SectionEntity> {
    return this.transactions.run(async (transaction) => {
      const { projectId } = await this.sections.get(id, actor, transaction);
      await this.access.hold(projectId, actor, transaction, 'section');
      const section = await this.sections.get(id, actor, transaction);
      if (order !== section.position) {
        const siblings = { table: 'section' as const, where: 'project_id = ?', parameters: [idToBytes(projectId)] };
        section.position = await positionAmong(siblings, order, transaction);
      }
      section.change({}, new Date());
      await transaction.update(SectionEntity, { id: section.id }, section);
      return section;
    });
  }

  private async parentFor(
    project: ProjectEntity,
    parentId: string | null,
    actor: Actor,
    transaction: EntityManager,
  ): Promise<string | null> {
    if (parentId === null) return null;
    const parent = await this.access.lock(parentId, actor, transaction);
    const below = await downFrom('project', project.id, transaction);
    if (below.ids.includes(parent.id)) {
      throw invalid('project.cycle', 'parent_id', 'a project that is neither the project itself nor under it');
    }
    const above = await upFrom('project', parent.id, transaction);
    if (above.depth + 2 + below.depth > mostLevels) {
      throw invalid('project.too_deep', 'parent_id', `at most ${mostLevels} levels of projects`);
    }
    return parent.id;
  }
}

function siblingsOf({ userId, parentId }: ProjectEntity): Parameters<typeof positionAmong>[0] {
  const parameters = [idToBytes(userId), parentId && idToBytes(parentId)];
  return { table: 'project', where: 'user_id = ? AND parent_id <=> ?', parameters };
}

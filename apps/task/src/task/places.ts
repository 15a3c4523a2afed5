import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { TaskTarget } from '#contracts/task.contract.js';
import { idToBytes, knownId } from '#database/id.js';
import { positionAmong, type Siblings } from '../list/position.js';
import { mostLevels, upFrom } from '../list/tree.js';
import { ProjectAccess } from '../project/project-access.js';
import { SectionRepository } from '../section/section.repository.js';
import { TaskAccess } from './task-access.js';

/** Where a task is. */
export interface Place {
  projectId: string;
  sectionId: string | null;
  parentId: string | null;
}

/** The tasks of a place, among which each has its position. */
export function siblings({ projectId, sectionId, parentId }: Place): Siblings {
  return {
    table: 'task',
    where: 'project_id = ? AND section_id <=> ? AND parent_id <=> ?',
    parameters: [idToBytes(projectId), sectionId && idToBytes(sectionId), parentId && idToBytes(parentId)],
  };
}

/** Finds the place that somebody means: a parent decides on project and section, a section on the project. */
@Injectable()
export class Places {
  constructor(
    private readonly projects: ProjectAccess,
    private readonly sections: SectionRepository,
    private readonly tasks: TaskAccess,
  ) {}

  /**
   * Takes the lock of the project and answers the place in it; the actor's Inbox when nothing is said. What contradicts
   * itself is `task.place`, what the actor may not see is not found, where they may add nothing is forbidden. `completed`
   * says that what is put there is completed, and so may be part of what is.
   */
  async settle(target: TaskTarget, actor: Actor, transaction: EntityManager, completed = false): Promise<Place> {
    const { projectId, parentId } = await this.find(target, actor, transaction, completed);
    if (parentId === null) await this.projects.hold(projectId, actor, transaction);
    else await this.tasks.holdUnder(parentId, projectId, actor, transaction);
    const place = await this.find(target, actor, transaction, completed);
    return place.projectId === projectId ? place : this.settle(target, actor, transaction, completed);
  }

  /** Like `settle`, and answers the position after all tasks that are there as well. */
  async settleAtEnd(target: TaskTarget, actor: Actor, transaction: EntityManager): Promise<[Place, position: number]> {
    const found = await this.find(target, actor, transaction);
    if (found.parentId === null) {
      const place = { ...found, projectId: knownId(found.projectId, 'project') };
      const position = await this.projects.holdAtEnd(place.projectId, siblings(place), actor, transaction);
      const same = await this.find(target, actor, transaction);
      if (same.projectId === place.projectId) return [same, position];
    }
    const settled = await this.settle(target, actor, transaction);
    return [settled, await positionAmong(siblings(settled), null, transaction)];
  }

  /**
   * Takes the locks of the project that a task is in and of the one that is meant, always in the same order, so that moves
   * in opposite directions do not wait for each other.
   */
  async lockBoth(id: string, target: TaskTarget, actor: Actor, transaction: EntityManager): Promise<void> {
    const here = (await this.tasks.get(id, actor, transaction)).projectId;
    const there = (await this.find(target, actor, transaction)).projectId;
    for (const projectId of [here, there].sort()) {
      await this.projects.take(knownId(projectId, 'project'), actor, transaction);
    }
  }

  /** `task.too_deep` when a task with so many levels under it does not fit below the parent. */
  async refuseTooDeep(parentId: string | null, levelsBelow: number, transaction: EntityManager): Promise<void> {
    if (parentId === null) return;
    const { depth } = await upFrom('task', parentId, transaction);
    if (depth + 2 + levelsBelow > mostLevels) {
      throw invalid('task.too_deep', 'parent_id', `at most ${mostLevels} levels of tasks`);
    }
  }

  /** Answers the place without a lock; a project that nothing else tells of may not be there. */
  async find(target: TaskTarget, actor: Actor, transaction: EntityManager, completed = false): Promise<Place> {
    if (target.parent_id != null) {
      const { id, projectId, sectionId, completedAt } = await this.tasks.get(target.parent_id, actor, transaction);
      agree('project_id', target.project_id, projectId, 'the project of the parent');
      agree('section_id', target.section_id, sectionId, 'the section of the parent');
      if (completedAt && !completed)
        throw invalid('task.parent_completed', 'parent_id', 'a task that is not completed');
      return { projectId, sectionId, parentId: id };
    }
    if (target.section_id != null) {
      const { id, projectId } = await this.sections.get(target.section_id, actor, transaction);
      agree('project_id', target.project_id, projectId, 'the project of the section');
      return { projectId, sectionId: id, parentId: null };
    }
    return { projectId: target.project_id?.toLowerCase() ?? actor.user_id, sectionId: null, parentId: null };
  }
}

function agree(field: string, told: string | null | undefined, actual: string | null, expected: string): void {
  if (told != null && told.toLowerCase() !== actual) throw invalid('task.place', field, `${expected}, or nothing`);
}

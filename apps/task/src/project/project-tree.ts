import type { EntityManager } from 'typeorm';
import { invalid } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import type { Siblings } from '../list/position.js';
import { mostLevels, upFrom } from '../list/tree.js';

/** The projects of a person under one parent, or none, among which each has its position. */
export const projectsUnder = (parentId: string | null, ownerId: string): Siblings => ({
  table: 'project',
  where: 'user_id = ? AND parent_id <=> ?',
  parameters: [idToBytes(ownerId), parentId && idToBytes(parentId)],
});

/** `project.too_deep` when a project with so many levels under it does not fit below the parent. */
export async function refuseTooDeep(parentId: string, levelsBelow: number, transaction: EntityManager): Promise<void> {
  const { depth } = await upFrom('project', parentId, transaction);
  if (depth + 2 + levelsBelow > mostLevels)
    throw invalid('project.too_deep', 'parent_id', `at most ${mostLevels} levels of projects`);
}

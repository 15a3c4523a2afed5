import { idToBytes } from '#database/id.js';
import type { Siblings } from '../list/position.js';

/** The projects of a person under one parent, or none, among which each has its position. */
export const projectsUnder = (parentId: string | null, ownerId: string): Siblings => ({
  table: 'project',
  where: 'user_id = ? AND parent_id <=> ?',
  parameters: [idToBytes(ownerId), parentId && idToBytes(parentId)],
});

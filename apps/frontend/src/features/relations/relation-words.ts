import type { RelationOfTask } from '../../api/types';

/** How it is said what a task is to another one. */
export const relationWords: Record<RelationOfTask['type'], string> = {
  blocks: 'Blocks',
  blocked_by: 'Blocked by',
  relates_to: 'Relates to',
};

export const relationTypes = Object.keys(relationWords) as RelationOfTask['type'][];

import type { TaskTarget } from '#contracts/task.contract.js';
import type { Condition } from '../project/project-access.js';

/**
 * Conditions in SQL on an alias for what is not put away, for lists that do not name the place that they look in. Both look
 * one row up by its id: far fewer rows are in lists than can be archived.
 */
export const inActiveProject = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM project away WHERE away.id = ${alias}.project_id AND away.archived_at IS NOT NULL)`;

export const inActiveSection = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM section away WHERE away.id = ${alias}.section_id AND away.archived_at IS NOT NULL)`;

/** Of tasks: what is put away shows up only where somebody looks into it. */
export function activePlaces({ project_id, section_id, parent_id }: TaskTarget = {}): Condition[] {
  if (section_id != null || parent_id != null) return [];
  const active: Condition[] = [[inActiveSection('task')]];
  return project_id != null ? active : [...active, [inActiveProject('task')]];
}

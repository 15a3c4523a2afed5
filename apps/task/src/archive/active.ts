import type { TaskTarget } from '#contracts/task.contract.js';
import type { Condition } from '../project/project-access.js';

/**
 * Conditions in SQL on an alias for what is not put away, for lists that do not name the place that they look in. Each looks
 * one row up by its id; of `NOT EXISTS` MariaDB would make a list of all that is archived, everybody's.
 */
export const inActiveProject = (alias: string): string =>
  `(SELECT place.archived_at FROM project place WHERE place.id = ${alias}.project_id) IS NULL`;

export const inActiveSection = (alias: string): string =>
  `(${alias}.section_id IS NULL
    OR (SELECT place.archived_at FROM section place WHERE place.id = ${alias}.section_id) IS NULL)`;

/** Of tasks: what is put away shows up only where somebody looks into it. */
export function activePlaces({ project_id, section_id, parent_id }: TaskTarget = {}): Condition[] {
  if (section_id != null || parent_id != null) return [];
  const active: Condition[] = [[inActiveSection('task')]];
  return project_id != null ? active : [...active, [inActiveProject('task')]];
}

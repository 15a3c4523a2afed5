import { useNames } from '../../api/people';
import type { Task } from '../../api/types';
import type { Place } from './Choice';

/** Whose task something is. */
export interface Assignee {
  id: string;
  name: string;
}

/**
 * Tells whose each of some tasks is; undefined for nobody’s. Asks only for the people of projects where any is somebody’s,
 * and which the person sees.
 */
export function useAssignees(tasks: Task[], projects: Place[]): (task: Task) => Assignee | undefined {
  const assigned = new Set(tasks.flatMap((task) => (task.responsible_uid ? [task.project_id] : [])));
  const names = useNames(projects.flatMap(({ id, is_shared }) => (is_shared && assigned.has(id) ? [id] : [])));
  return ({ responsible_uid: id, responsible_name }) =>
    id ? { id, name: (names.get(id) ?? responsible_name) || 'somebody' } : undefined;
}

import type { Task } from '../../api/types';

/** Those of some tasks whose projects the person does not see: somebody shared them alone. */
export function sharedAlone(tasks: Task[], projects: { id: string }[]): Task[] {
  const seen = new Set(projects.map(({ id }) => id));
  return tasks.filter(({ project_id }) => !seen.has(project_id));
}

import type { Task } from '../../api/types';

/** Those of some tasks that are under none of the others. */
export function topmost(ids: string[], tasks: Pick<Task, 'id' | 'parent_id'>[]): string[] {
  const parents = new Map(tasks.map(({ id, parent_id }) => [id, parent_id]));
  const chosen = new Set(ids);
  return ids.filter((id) => {
    for (let above = parents.get(id); above; above = parents.get(above)) if (chosen.has(above)) return false;
    return true;
  });
}

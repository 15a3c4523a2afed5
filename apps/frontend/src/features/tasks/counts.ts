import type { Task } from '../../api/types';
import type { Day } from '../../state/days';
import { dueDay } from './due';

/** How many tasks are due today or should have been done before. */
export function countDue(tasks: Task[], zone: string, today: Day): number {
  return tasks.filter(({ due, checked }) => due && !checked && dueDay(due, zone) <= today).length;
}

/** How many open tasks each project has. */
export function countByProject(tasks: Task[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { project_id, checked } of tasks) {
    if (!checked) counts.set(project_id, (counts.get(project_id) ?? 0) + 1);
  }
  return counts;
}

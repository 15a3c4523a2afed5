import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useProjects } from '../../api/lists';
import { roleOnTask } from '../../api/people';
import { rightsOf, type Rights, type Role } from '../../api/roles';
import { session } from '../../api/session';
import type { Task } from '../../api/types';
import { useStore } from '../../state/store';
import { useTasks } from './task-queries';

/** Where somebody’s role on a task comes from. */
export interface Standing {
  role: Role;
  /** The task at the top, where they see that alone and nothing of its project. */
  alone: Task | null;
}

/**
 * What the person is to each of some tasks: by their role in its project, or, where the list of projects does not have
 * that, by the one that they have on the task. Until the projects are known they own everything, as in most of them.
 */
export function useStanding(tasks: Task[]): (task: Task) => Standing {
  const { data: projects } = useProjects();
  const { data: known = [] } = useTasks();
  const { userId } = useStore(session);
  const roles = useMemo(() => projects && new Map(projects.map(({ id, role }) => [id, role])), [projects]);

  const topmost = (task: Task): Task => {
    const above = known.find(({ id }) => id === task.parent_id);
    return above ? topmost(above) : task;
  };
  const others = roles ? tasks.filter(({ project_id }) => !roles.has(project_id)) : [];
  const onTasks = useQueries({
    queries: [...new Set(others.map(topmost))].map((task) => roleOnTask(task, userId)),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.taskId, data] as const] : []))),
  });

  return (task) => {
    const inProject = roles ? roles.get(task.project_id) : 'owner';
    if (inProject) return { role: inProject, alone: null };
    const { role = 'viewer', given = false } = onTasks.get(topmost(task).id) ?? {};
    return { role, alone: given ? topmost(task) : null };
  };
}

/** What the person may do to each of some tasks. */
export function useRights(tasks: Task[]): (task: Task) => Rights {
  const standing = useStanding(tasks);
  return (task) => rightsOf(standing(task).role);
}

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useProjects } from '../../api/lists';
import { roleOnTask } from '../../api/people';
import { rightsOf, type Rights } from '../../api/roles';
import { session } from '../../api/session';
import type { Task } from '../../api/types';
import { useStore } from '../../state/store';
import { useTasks } from './task-queries';

const everything: Rights = rightsOf('owner');

/**
 * What the person may do to each of some tasks: by their role in its project, or, where the list of projects does not have
 * that, by the one that they have on the task. Until the projects are known they may everything, as in most of them.
 */
export function useRights(tasks: Task[]): (task: Task) => Rights {
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
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.taskId, data.role] as const] : []))),
  });

  return (task) => {
    if (!roles) return everything;
    return rightsOf(roles.get(task.project_id) ?? onTasks.get(topmost(task).id) ?? 'viewer');
  };
}

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useProjects } from '../../api/lists';
import { collaboratorsOfTask } from '../../api/people';
import { rightsOf, type Rights } from '../../api/roles';
import { session } from '../../api/session';
import type { Task } from '../../api/types';
import { useStore } from '../../state/store';
import { useTasks } from './task-queries';

const everything: Rights = rightsOf('owner');

/**
 * What the person may do to each of some tasks: by their role in its project, or, where they do not see that, by the one that
 * they have on the task alone. Until the projects are known they may everything, as in most of them.
 */
export function useRights(tasks: Task[]): (task: Task) => Rights {
  const { data: projects } = useProjects();
  const { data: known = [] } = useTasks();
  const { userId } = useStore(session);
  const roles = useMemo(() => projects && new Map(projects.map(({ id, role }) => [id, role])), [projects]);

  const shared = (task: Task): string => {
    const above = known.find(({ id }) => id === task.parent_id);
    return above ? shared(above) : task.id;
  };
  const alone = roles ? tasks.filter(({ project_id }) => !roles.has(project_id)) : [];
  const onTasks = useQueries({
    queries: [...new Set(alone.map(shared))].map(collaboratorsOfTask),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.taskId, data.people] as const] : []))),
  });

  return (task) => {
    if (!roles) return everything;
    const people = onTasks.get(shared(task));
    const role = roles.get(task.project_id) ?? people?.find(({ id }) => id === userId)?.role;
    return rightsOf(role ?? 'viewer');
  };
}

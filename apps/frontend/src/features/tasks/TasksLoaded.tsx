import type { ReactNode } from 'react';
import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { useTaskKeys } from './task-keys';
import { useTasks } from './task-queries';

/** The tasks once they are there; until then their outline, or what went wrong. */
export function TasksLoaded({ children }: { children: (tasks: Task[]) => ReactNode }) {
  const { data, error, refetch } = useTasks();
  useTaskKeys();

  if (data) return children(data);
  if (!error) return <Skeleton label="Loading tasks" />;
  return (
    <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
      Your tasks could not be loaded. {asProblem(error).message}
    </Notice>
  );
}

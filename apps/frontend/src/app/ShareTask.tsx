import { useState } from 'react';
import { isAtLeast } from '../api/roles';
import type { Task } from '../api/types';
import { ShareDialog } from '../features/sharing/ShareDialog';
import { useStanding } from '../features/tasks/rights';
import { Button } from '../ui/Button';
import type { Place } from './places';

interface ShareTaskProps {
  task: Task;
  projects: Place[];
  /** The person sees it no more. */
  onLeft: () => void;
}

/** Leads to those with whom a task is shared alone: for who manages it, and for who is one of them. */
export function ShareTask({ task, projects, onLeft }: ShareTaskProps) {
  const { role, alone } = useStanding([task])(task);
  const [open, setOpen] = useState(false);
  const manages = isAtLeast(role, 'manager');
  const isGuest = alone?.id === task.id;
  if (!manages && !isGuest) return null;

  const project = projects.find(({ id }) => id === task.project_id);
  const others = project?.is_shared ? ` Those in “${project.name}” see it anyway.` : '';
  const note = `Whoever is invited here sees this task with its subtasks and comments, and nothing else.${others}`;
  return (
    <>
      <Button icon="people" onClick={() => setOpen(true)}>
        {manages ? 'Share task' : 'People'}
      </Button>
      {open && (
        <ShareDialog
          thing={{ kind: 'task', id: task.id, name: task.content, role }}
          {...(manages ? { note } : {})}
          mayLeave={isGuest}
          onClose={() => setOpen(false)}
          onLeft={onLeft}
        />
      )}
    </>
  );
}

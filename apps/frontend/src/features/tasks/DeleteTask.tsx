import { useQueryClient } from '@tanstack/react-query';
import type { Task } from '../../api/types';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import type { TaskActions } from './task-actions';
import { cachedTasks } from './task-queries';
import { familyOf } from './task-tree';

/** Asks before a task goes, and says what goes with it. */
export function DeleteTask({
  task,
  actions,
  onClose,
  onDelete,
}: {
  task: Task;
  actions: TaskActions;
  onClose: () => void;
  onDelete?: () => void;
}) {
  const below = familyOf(cachedTasks(useQueryClient()), task.id).length - 1;
  const others = below === 1 ? ' with its subtask' : ` with its ${below} subtasks`;
  return (
    <ConfirmDialog
      title="Delete this task?"
      consequence={`“${task.content}” goes to the trash${below > 0 ? others : ''}, comments and files included.`}
      action="Delete"
      onClose={onClose}
      onConfirm={() => {
        onDelete?.();
        void actions.remove(task);
      }}
    />
  );
}

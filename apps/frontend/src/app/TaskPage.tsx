import { useNavigate, useParams } from 'react-router';
import { isAtLeast } from '../api/roles';
import { asProblem } from '../api/problem';
import { CommentThread } from '../features/comments/CommentThread';
import { DuplicateTask } from '../features/duplicates/DuplicateTask';
import { RelationList } from '../features/relations/RelationList';
import { ReminderList } from '../features/reminders/ReminderList';
import { useTask } from '../features/tasks/task-queries';
import { TaskDetails } from '../features/tasks/TaskDetails';
import { useBackground } from '../state/background';
import { Dialog } from '../ui/Dialog';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import type { Places } from './places';
import { ShareTask } from './ShareTask';
import styles from './TaskPage.module.css';

/** One task over the view that it was opened from. */
export function TaskPage({ places, userId }: { places: Places; userId: string }) {
  const { id = '' } = useParams();
  const { task, error } = useTask(id);
  const background = useBackground();
  const navigate = useNavigate();

  const role = places.all.find((one) => one.id === task?.project_id)?.role;
  const manages = role !== undefined && isAtLeast(role, 'manager');

  const close = () => {
    if (background) return void navigate(-1);
    const project = places.projects.find((one) => one.id === task?.project_id);
    void navigate(project ? `/project/${project.id}` : '/inbox', { replace: true });
  };

  return (
    <Dialog key={id} title={task?.content ?? 'Task'} shape="page" hideTitle onClose={close}>
      {task ? (
        <TaskDetails
          task={task}
          projects={places.all}
          onClose={close}
          aside={(mayEdit) => (
            <>
              <ReminderList task={task} />
              <RelationList taskId={id} mayEdit={mayEdit} />
              <div className={styles.actions}>
                <ShareTask task={task} projects={places.all} onLeft={close} />
                {mayEdit && <DuplicateTask task={task} />}
              </div>
            </>
          )}
        >
          {(mayComment) => <CommentThread task={task} userId={userId} mayComment={mayComment} manages={manages} />}
        </TaskDetails>
      ) : (
        <div className={styles.waiting}>
          {error && !asProblem(error).away ? (
            <EmptyState drawing="lost" title="There is no such task">
              It may have been deleted, or it belongs to somebody else.
            </EmptyState>
          ) : (
            <Skeleton label="Loading the task" />
          )}
        </div>
      )}
    </Dialog>
  );
}

import { asProblem } from '../../api/problem';
import type { Task } from '../../api/types';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { useComments } from './comment-queries';
import { CommentForm } from './CommentForm';
import { CommentItem } from './CommentItem';
import styles from './CommentThread.module.css';

interface CommentThreadProps {
  task: Pick<Task, 'id'>;
  userId: string;
  mayComment: boolean;
  /** Whether the person may delete what others said. */
  manages: boolean;
}

/** What has been said about a task, and a line to say more. */
export function CommentThread({ task, userId, mayComment, manages }: CommentThreadProps) {
  const { data: comments, error, refetch } = useComments(task.id);
  if (comments?.length === 0 && !mayComment) return null;
  return (
    <section className={styles.thread} aria-label="Comments">
      <h3 className={styles.heading}>Comments</h3>
      {error && !comments && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          The comments could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {!comments && !error && <Skeleton rows={2} label="Loading comments" />}
      {comments && comments.length > 0 && (
        <ul className={styles.list}>
          {comments.map((comment) => {
            const mine = comment.posted_uid === userId;
            const author = mine ? 'You' : comment.posted_name || 'Somebody else';
            return (
              <CommentItem
                key={comment.id}
                comment={comment}
                author={author}
                userId={userId}
                mayReact={mayComment}
                mayEdit={mine && mayComment}
                mayDelete={manages || (mine && mayComment)}
              />
            );
          })}
        </ul>
      )}
      {mayComment && <CommentForm taskId={task.id} />}
    </section>
  );
}

import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { Comment } from '../../api/types';
import { useClock } from '../../state/clock';
import { formatMoment } from '../../state/days';
import { Button, IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { AttachmentView } from './AttachmentView';
import { useComments, useDeleteComment } from './comment-queries';
import { CommentForm } from './CommentForm';
import styles from './CommentThread.module.css';

/** What has been said about a task, and a line to say more. */
export function CommentThread({ taskId, userId }: { taskId: string; userId: string | null }) {
  const { data: comments, error, refetch } = useComments(taskId);
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
          {comments.map((comment) => (
            <CommentItem key={comment.id} comment={comment} taskId={taskId} mine={comment.posted_uid === userId} />
          ))}
        </ul>
      )}
      <CommentForm taskId={taskId} />
    </section>
  );
}

function CommentItem({ comment, taskId, mine }: { comment: Comment; taskId: string; mine: boolean }) {
  const { zone, today } = useClock();
  const [deleting, setDeleting] = useState(false);
  const { mutate: remove } = useDeleteComment(taskId);
  return (
    <li className={styles.comment}>
      <div className={styles.head}>
        {mine && <span className={styles.author}>You</span>}
        <time dateTime={comment.posted_at} className={styles.time}>
          {formatMoment(comment.posted_at, zone, today)}
        </time>
        {mine && (
          <IconButton icon="trash" label="Delete comment" className={styles.delete} onClick={() => setDeleting(true)} />
        )}
      </div>
      {comment.content && <p className={styles.content}>{comment.content}</p>}
      {comment.file_attachment && <AttachmentView attachment={comment.file_attachment} />}
      {deleting && (
        <ConfirmDialog
          title="Delete this comment?"
          consequence={comment.file_attachment ? 'It goes to the trash with its file.' : 'It goes to the trash.'}
          action="Delete"
          onClose={() => setDeleting(false)}
          onConfirm={() => remove(comment)}
        />
      )}
    </li>
  );
}

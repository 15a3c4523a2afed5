import { useState } from 'react';
import type { Comment } from '../../api/types';
import { useClock } from '../../state/clock';
import { formatMoment } from '../../state/days';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { AttachmentView } from './AttachmentView';
import { useDeleteComment } from './comment-queries';
import styles from './CommentThread.module.css';
import { EditComment } from './EditComment';
import { Reactions } from './Reactions';

interface CommentItemProps {
  comment: Comment;
  author: string;
  userId: string;
  mayReact: boolean;
  mayEdit: boolean;
  mayDelete: boolean;
}

/** One thing that somebody said, open to change for whoever may. */
export function CommentItem({ comment, author, userId, mayReact, mayEdit, mayDelete }: CommentItemProps) {
  const { zone, today } = useClock();
  const [mode, setMode] = useState<'shown' | 'edited' | 'deleted'>('shown');
  const { mutate: remove } = useDeleteComment(comment.item_id ?? '');
  const show = () => setMode('shown');
  return (
    <li className={styles.comment}>
      <div className={styles.head}>
        <span className={styles.author}>{author}</span>
        <time dateTime={comment.posted_at} className={styles.time}>
          {formatMoment(comment.posted_at, zone, today)}
        </time>
        {mayEdit && mode !== 'edited' && (
          <IconButton icon="pencil" label="Edit comment" className={styles.action} onClick={() => setMode('edited')} />
        )}
        {mayDelete && (
          <IconButton
            icon="trash"
            label="Delete comment"
            className={styles.action}
            onClick={() => setMode('deleted')}
          />
        )}
      </div>
      {mode === 'edited' ? (
        <EditComment comment={comment} onClose={show} />
      ) : (
        comment.content && <p className={styles.content}>{comment.content}</p>
      )}
      {comment.file_attachment && <AttachmentView attachment={comment.file_attachment} />}
      <Reactions comment={comment} userId={userId} mayReact={mayReact} />
      {mode === 'deleted' && (
        <ConfirmDialog
          title="Delete this comment?"
          consequence={comment.file_attachment ? 'It goes to the trash with its file.' : 'It goes to the trash.'}
          action="Delete"
          onClose={show}
          onConfirm={() => remove(comment)}
        />
      )}
    </li>
  );
}

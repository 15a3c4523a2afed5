import { asProblem } from '../../api/problem';
import type { Comment } from '../../api/types';
import { useDraft } from '../../state/draft';
import { Button } from '../../ui/Button';
import { GrowingText } from '../../ui/GrowingText';
import { useUpdateComment } from './comment-queries';
import styles from './CommentForm.module.css';

/** The words of a comment, to be written anew. What was typed is kept until it is saved; Esc takes it back. */
export function EditComment({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const [draft, setDraft] = useDraft(`comment:edit:${comment.id}`, { content: comment.content });
  const { mutate: update, isPending, error } = useUpdateComment(comment);
  const content = draft.content.trim();
  const savable = content !== '' || comment.file_attachment !== null;

  const close = () => {
    setDraft(null);
    onClose();
  };

  const submit = () => {
    if (!savable || isPending) return;
    if (content === comment.content) return close();
    update(content, { onSuccess: close });
  };

  return (
    <form
      className={styles.form}
      aria-label="Edit comment"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <GrowingText
        label="Text of the comment"
        className={styles.text}
        value={draft.content}
        maxLength={15000}
        readOnly={isPending}
        autoFocus
        onChange={(event) => setDraft({ content: event.target.value })}
      />
      {error && (
        <p className={styles.problem} role="alert">
          Not saved. {asProblem(error).message}
        </p>
      )}
      <div className={styles.edited}>
        <Button tone="quiet" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" tone="main" disabled={!savable} busy={isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

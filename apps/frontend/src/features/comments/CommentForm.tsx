import { useId, useRef, type ClipboardEvent, type DragEvent } from 'react';
import { asProblem } from '../../api/problem';
import { useDraft } from '../../state/draft';
import { Button, IconButton } from '../../ui/Button';
import { GrowingText } from '../../ui/GrowingText';
import { Icon } from '../../ui/Icon';
import { usePostComment, type CommentDraft } from './comment-queries';
import styles from './CommentForm.module.css';
import { formatSize } from '../../state/size';
import { useUpload } from './use-upload';

const blank: CommentDraft = { content: '', attachment: null };

/** Says something about a task. A file can be chosen, pasted or dropped, and is sent ahead of the words. */
export function CommentForm({ taskId }: { taskId: string }) {
  const [draft, setDraft] = useDraft<CommentDraft>(`comment:${taskId}`, blank);
  const words = useRef(draft.content);
  const { mutate: post, isPending, error } = usePostComment(taskId);
  const upload = useUpload((attachment) => setDraft({ content: words.current, attachment }));
  const chooser = useRef<HTMLInputElement>(null);
  const problemId = useId();

  const problem = upload.problem ?? (error ? asProblem(error) : null);
  const sendable = (draft.content.trim() || draft.attachment) && !upload.file && !isPending;

  const write = (content: string) => {
    words.current = content;
    setDraft({ ...draft, content });
  };

  const submit = () => {
    if (!sendable) return;
    post({ ...draft, content: draft.content.trim() }, { onSuccess: () => setDraft(null) });
    words.current = '';
  };

  const take = (event: ClipboardEvent | DragEvent, files: FileList) => {
    if (!files[0]) return;
    event.preventDefault();
    upload.start(files[0]);
  };

  return (
    <form
      className={styles.form}
      aria-label="New comment"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onPaste={(event) => take(event, event.clipboardData.files)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer.files)}
    >
      <GrowingText
        label="Comment"
        className={styles.text}
        placeholder="Write a comment"
        value={draft.content}
        maxLength={15000}
        readOnly={isPending}
        aria-describedby={problem ? problemId : undefined}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      />
      {(upload.file ?? draft.attachment) && (
        <div className={styles.file}>
          <Icon name={draft.attachment?.resource_type === 'image' ? 'open' : 'file'} size={18} />
          <span className={styles.name}>{upload.file?.name ?? draft.attachment?.file_name}</span>
          {upload.file ? (
            <progress className={styles.progress} value={upload.progress} aria-label="Uploading" />
          ) : (
            <span className={styles.size}>{formatSize(draft.attachment?.file_size ?? 0)}</span>
          )}
          <IconButton
            icon="close"
            label="Remove the file"
            onClick={() => {
              upload.cancel();
              setDraft({ ...draft, attachment: null });
            }}
          />
        </div>
      )}
      {problem && (
        <p id={problemId} className={styles.problem} role="alert">
          {upload.problem ? 'The file was not sent. ' : 'Not posted. '}
          {problem.message}
        </p>
      )}
      <div className={styles.actions}>
        <input
          ref={chooser}
          type="file"
          className="hidden-visually"
          tabIndex={-1}
          aria-label="File"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) upload.start(file);
            event.target.value = '';
          }}
        />
        <IconButton icon="clip" label="Attach a file" onClick={() => chooser.current?.click()} />
        <Button type="submit" tone="main" disabled={!sendable} busy={isPending}>
          Comment
        </Button>
      </div>
    </form>
  );
}

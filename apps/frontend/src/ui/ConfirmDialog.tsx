import { Button } from './Button';
import styles from './ConfirmDialog.module.css';
import { Dialog } from './Dialog';

interface ConfirmDialogProps {
  title: string;
  /** What happens to it, in a sentence. */
  consequence: string;
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is deleted; the harmless answer has the focus. */
export function ConfirmDialog({ title, consequence, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{consequence}</p>
      <div className={styles.actions}>
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button
          tone="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

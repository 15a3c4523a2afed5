import { Dialog } from '../../ui/Dialog';
import { Button } from '../../ui/Button';
import { InviteForm } from './InviteForm';
import { Invited } from './Invited';
import { People } from './People';
import styles from './Sharing.module.css';
import { useLeave } from './sharing-queries';
import type { Thing } from './thing';

interface ShareDialogProps {
  thing: Thing;
  /** Said above the people. */
  note?: string;
  /** Whether the person takes part in this very thing, and can stop doing so. */
  mayLeave: boolean;
  onClose: () => void;
  onLeft: () => void;
}

/** Who takes part in a project, or in a task alone; for managers also the way to change that. */
export function ShareDialog({ thing, note, mayLeave, onClose, onLeft }: ShareDialogProps) {
  const manages = thing.role === 'owner' || thing.role === 'manager';
  const { mutate: leave } = useLeave(thing, onLeft);

  return (
    <Dialog title={manages ? `Share “${thing.name}”` : `People in “${thing.name}”`} onClose={onClose}>
      {note && <p className={styles.note}>{note}</p>}
      {manages && <InviteForm thing={thing} />}
      <People thing={thing} manages={manages} />
      {manages && <Invited thing={thing} />}
      {mayLeave && (
        <Button
          tone="quiet"
          icon="signout"
          onClick={() => {
            onClose();
            leave();
          }}
        >
          Leave {thing.kind}
        </Button>
      )}
    </Dialog>
  );
}

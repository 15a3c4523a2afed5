import type { ReceivedInvitation } from '../../api/types';
import { Button } from '../../ui/Button';
import { roleNames } from './roles';
import styles from './Sharing.module.css';
import { useAnswerInvitation, useReceivedInvitations } from './sharing-queries';

/** What the person is invited to, with the choice to take part or not; nothing as long as there is nothing. */
export function ReceivedInvitations({ onAccepted }: { onAccepted: (invitation: ReceivedInvitation) => void }) {
  const { data: invitations = [] } = useReceivedInvitations();
  if (invitations.length === 0) return null;
  return (
    <section className={styles.received} aria-labelledby="invitations-heading">
      <h2 id="invitations-heading" className={styles.heading}>
        Invitations
      </h2>
      <ul>
        {invitations.map((invitation) => (
          <Received key={invitation.id} invitation={invitation} onAccepted={onAccepted} />
        ))}
      </ul>
    </section>
  );
}

interface ReceivedProps {
  invitation: ReceivedInvitation;
  onAccepted: (invitation: ReceivedInvitation) => void;
}

function Received({ invitation, onAccepted }: ReceivedProps) {
  const { mutate: reply, isPending } = useAnswerInvitation(onAccepted);
  const { name, inviter_name, inviter_email, role, task_id, message } = invitation;
  return (
    <li className={styles.card}>
      <p className={styles.name}>{name}</p>
      <p className={styles.address} title={inviter_email}>
        {inviter_name || inviter_email} invites you {task_id ? 'to this task ' : ''}as {roleNames[role].toLowerCase()}
      </p>
      {message && <p className={styles.message}>{message}</p>}
      <div className={styles.actions}>
        <Button
          tone="main"
          busy={isPending}
          aria-label={`Accept the invitation to ${name}`}
          onClick={() => reply({ invitation, accept: true })}
        >
          Accept
        </Button>
        <Button
          tone="quiet"
          aria-label={`Decline the invitation to ${name}`}
          onClick={() => reply({ invitation, accept: false })}
        >
          Decline
        </Button>
      </div>
    </li>
  );
}

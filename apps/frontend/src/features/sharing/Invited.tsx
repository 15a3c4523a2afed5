import { IconButton } from '../../ui/Button';
import { roleNames } from './roles';
import styles from './Sharing.module.css';
import { useInvitations, useRevoke } from './sharing-queries';
import type { Thing } from './thing';

/** The invitations to something that nobody has accepted, each of which can be revoked; nothing while there are none. */
export function Invited({ thing }: { thing: Thing }) {
  const { data: invitations = [] } = useInvitations(thing);
  const { mutate: revoke } = useRevoke(thing);
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invited">
      <h3 id="invited" className={styles.heading}>
        Invited
      </h3>
      <ul className={styles.people}>
        {invitations.map(({ id, email, role }) => (
          <li key={id} className={styles.person}>
            <span className={styles.words}>
              <span className={styles.name}>{email}</span>
            </span>
            <span className={styles.role}>{roleNames[role]}</span>
            <IconButton icon="close" label={`Revoke the invitation of ${email}`} onClick={() => revoke(id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

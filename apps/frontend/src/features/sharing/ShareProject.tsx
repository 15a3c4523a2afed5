import { useCollaborators } from '../../api/people';
import type { Collaborator, Invitation, Project } from '../../api/types';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { InviteForm } from './InviteForm';
import { roleNames } from './roles';
import { RoleSelect } from './RoleSelect';
import styles from './Sharing.module.css';
import { useChangeCollaborator, useInvitations, useLeave, useRevoke } from './sharing-queries';

interface ShareProjectProps {
  project: Project;
  onClose: () => void;
  onLeft: () => void;
}

/** Who takes part in a project; for managers also the way to change that. */
export function ShareProject({ project, onClose, onLeft }: ShareProjectProps) {
  const manages = project.role === 'owner' || project.role === 'manager';
  const { data: people } = useCollaborators(project.id);
  const { data: invitations = [] } = useInvitations(project.id, manages);
  const { mutate: leave } = useLeave(project.id);

  return (
    <Dialog title={manages ? `Share “${project.name}”` : `People in “${project.name}”`} onClose={onClose}>
      {manages && <InviteForm project={project} />}
      {people ? (
        <ul className={styles.people} aria-label="People">
          {people.map((person) => (
            <Person key={person.id} person={person} project={project} manages={manages} />
          ))}
        </ul>
      ) : (
        <Skeleton label="Loading the people" />
      )}
      {invitations.length > 0 && (
        <section aria-labelledby="invited">
          <h3 id="invited" className={styles.heading}>
            Invited
          </h3>
          <ul className={styles.people}>
            {invitations.map((invitation) => (
              <Invited key={invitation.id} invitation={invitation} projectId={project.id} />
            ))}
          </ul>
        </section>
      )}
      {project.role !== 'owner' && (
        <Button
          tone="quiet"
          icon="signout"
          onClick={() => {
            onClose();
            leave(undefined, { onSuccess: onLeft });
          }}
        >
          Leave project
        </Button>
      )}
    </Dialog>
  );
}

function Person({ person, project, manages }: { person: Collaborator; project: Project; manages: boolean }) {
  const { mutate: change } = useChangeCollaborator(project.id);
  const { id: user_id, name, email, role } = person;
  return (
    <li className={styles.person}>
      <span className={styles.initial} aria-hidden="true">
        {([...name][0] ?? '').toUpperCase()}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.address}>{email}</span>
      </span>
      {manages && role !== 'owner' ? (
        <>
          <RoleSelect
            label={`Role of ${name}`}
            value={role}
            most={project.role}
            onChange={(next) => change({ user_id, role: next })}
          />
          <IconButton icon="close" label={`Remove ${name}`} onClick={() => change({ user_id, role: null })} />
        </>
      ) : (
        <span className={styles.role}>{roleNames[role]}</span>
      )}
    </li>
  );
}

function Invited({ invitation, projectId }: { invitation: Invitation; projectId: string }) {
  const { mutate: revoke } = useRevoke(projectId);
  const { id, email, role } = invitation;
  return (
    <li className={styles.person}>
      <span className={styles.words}>
        <span className={styles.name}>{email}</span>
      </span>
      <span className={styles.role}>{roleNames[role]}</span>
      <IconButton icon="close" label={`Revoke the invitation of ${email}`} onClick={() => revoke(id)} />
    </li>
  );
}

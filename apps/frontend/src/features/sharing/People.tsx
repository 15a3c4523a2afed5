import { useCollaborators } from '../../api/people';
import { asProblem } from '../../api/problem';
import type { Collaborator } from '../../api/types';
import { Avatar } from '../../ui/Avatar';
import { Button, IconButton } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { roleNames } from './roles';
import { RoleSelect } from './RoleSelect';
import styles from './Sharing.module.css';
import { useChangeCollaborator } from './sharing-queries';
import type { Thing } from './thing';

/** Those who take part in something, each with their role. */
export function People({ thing, manages }: { thing: Thing; manages: boolean }) {
  const { data: people, error, refetch } = useCollaborators(thing.id, thing.kind);

  if (error) {
    return (
      <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
        The people could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!people) return <Skeleton rows={2} label="Loading the people" />;
  if (people.length === 0)
    return <p className={styles.nobody}>Nobody yet. Whoever accepts an invitation is listed here.</p>;
  return (
    <ul className={styles.people} aria-label="People">
      {people.map((person) => (
        <Person key={person.id} person={person} thing={thing} manages={manages} />
      ))}
    </ul>
  );
}

function Person({ person, thing, manages }: { person: Collaborator; thing: Thing; manages: boolean }) {
  const { mutate: change } = useChangeCollaborator(thing);
  const { id: user_id, name, email, role } = person;
  return (
    <li className={styles.person}>
      <Avatar id={user_id} name={name} />
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.address}>{email}</span>
      </span>
      {manages && role !== 'owner' ? (
        <>
          <RoleSelect
            label={`Role of ${name}`}
            value={role}
            most={thing.role}
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

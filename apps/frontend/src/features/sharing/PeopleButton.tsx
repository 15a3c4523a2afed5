import { useCollaborators } from '../../api/people';
import { Avatar } from '../../ui/Avatar';
import styles from './PeopleButton.module.css';

/** As many as fit beside a title. */
const MOST = 3;

/** The faces of those in a project; leads to all of them. */
export function PeopleButton({ projectId, onOpen }: { projectId: string; onOpen: () => void }) {
  const { data: people = [] } = useCollaborators(projectId);
  if (people.length < 2) return null;
  const more = people.length - MOST;
  return (
    <button
      type="button"
      className={styles.people}
      aria-label={`${people.length} people`}
      title={people.map(({ name }) => name).join(', ')}
      onClick={onOpen}
    >
      {people.slice(0, MOST).map(({ id, name }) => (
        <Avatar key={id} id={id} name={name} />
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </button>
  );
}

import { Link } from 'react-router';
import type { Project, Section } from '../../api/types';
import { Button } from '../../ui/Button';
import styles from './ArchiveList.module.css';
import { useUnarchive } from './archive-queries';

interface ArchiveRowProps {
  thing: Project | Section;
  color: string | undefined;
  /** Where it can be read. */
  to: string;
  about: string;
  mayUnarchive: boolean;
}

/** One thing that was put away. */
export function ArchiveRow({ thing, color, to, about, mayUnarchive }: ArchiveRowProps) {
  const { mutate: unarchive, isPending } = useUnarchive();
  return (
    <li className={styles.row}>
      <span className={styles.dot} data-color={color} aria-hidden="true" />
      <span className={styles.words}>
        <Link to={to} className={styles.name}>
          {thing.name}
        </Link>
        {about && <span className={styles.about}>{about}</span>}
      </span>
      {mayUnarchive && (
        <Button busy={isPending} aria-label={`Unarchive ${thing.name}`} onClick={() => unarchive(thing)}>
          Unarchive
        </Button>
      )}
    </li>
  );
}

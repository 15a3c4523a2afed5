import type { TrashItem } from '../../api/types';
import { useClock } from '../../state/clock';
import { daysBetween, formatMoment, todayIn } from '../../state/days';
import { Button, IconButton } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { contentsLabel } from './contents';
import styles from './TrashList.module.css';

interface TrashRowProps {
  item: TrashItem;
  /** Who deleted it, if that was not the person. */
  by: string | null;
  busy: boolean;
  onRestore: () => void;
  onPurge: () => void;
}

const kinds: Record<TrashItem['kind'], { name: string; icon: IconName }> = {
  project: { name: 'Project', icon: 'board' },
  section: { name: 'Section', icon: 'list' },
  task: { name: 'Task', icon: 'check' },
  comment: { name: 'Comment', icon: 'comment' },
  label: { name: 'Label', icon: 'label' },
};

/** One deleted thing: what it was, where, what went with it, and how long it stays. */
export function TrashRow({ item, by, busy, onRestore, onPurge }: TrashRowProps) {
  const { zone, today } = useClock();
  const { name, icon } = kinds[item.kind];
  const left = daysBetween(today, todayIn(zone, new Date(item.purged_at)));
  const where = item.kind === 'project' ? null : item.project_name;
  const facts = [
    [`${name}${where ? ` in ${where}` : ''}`, contentsLabel(item)].filter(Boolean).join(', '),
    `deleted ${formatMoment(item.deleted_at, zone, today)}${by ? ` by ${by}` : ''}`,
    left > 0 ? `${left} ${left === 1 ? 'day' : 'days'} left` : 'goes today',
  ];
  return (
    <li className={styles.row}>
      <Icon name={icon} size={18} />
      <div className={styles.words}>
        <p className={styles.name}>{item.name || 'A file'}</p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
      </div>
      <div className={styles.actions}>
        <Button aria-label={`Restore ${item.name}`} disabled={busy} onClick={onRestore}>
          Restore
        </Button>
        <IconButton icon="trash" label={`Delete ${item.name} for good`} onClick={onPurge} />
      </div>
    </li>
  );
}

import type { QuickAddPart, QuickAddPreview } from '../../api/types';
import { useClock } from '../../state/clock';
import { dayLabel } from '../../state/days';
import { Icon, type IconName } from '../../ui/Icon';
import { dueLabel } from './due';
import styles from './Understood.module.css';

interface UnderstoodProps {
  parts: QuickAddPart[];
  preview: QuickAddPreview;
  onKeepAsText: (part: QuickAddPart) => void;
}

type Told = [icon: IconName, name: string, words: string];

/** What the words say beside the name of the task, each with a button that takes it for words again. */
export function Understood({ parts, preview, onKeepAsText }: UnderstoodProps) {
  const { zone, today } = useClock();
  const tell = ({ kind, value }: QuickAddPart): Told => {
    if (kind === 'due')
      return [preview.due?.is_recurring ? 'repeat' : 'calendar', 'Due', dueWords(preview, zone, today)];
    if (kind === 'deadline') return ['deadline', 'Deadline', `by ${dayLabel(value, today)}`];
    const [icon, name] = plain[kind];
    return [icon, name, words[kind]?.(value) ?? value];
  };
  const told = parts.filter(({ kind }) => kind !== 'escape').map((part) => ({ part, told: tell(part) }));

  return (
    <>
      <p className="hidden-visually" role="status" aria-label="Understood">
        {told.map(({ told: [, name, said] }) => `${name}: ${said}`).join(', ')}
      </p>
      {told.map(({ part, told: [icon, name, said] }) => (
        <span key={part.start} className={styles.chip}>
          <Icon name={icon} size={18} />
          <span className={styles.words} title={name}>
            {said}
          </span>
          <button
            type="button"
            className={styles.keep}
            aria-label={`Leave “${part.text}” as text`}
            title={`Leave “${part.text}” as text`}
            onClick={() => onKeepAsText(part)}
          >
            <Icon name="close" size={13} />
          </button>
        </span>
      ))}
    </>
  );
}

function dueWords({ due }: QuickAddPreview, zone: string, today: string): string {
  if (!due) return '';
  const label = dueLabel(due, zone, today);
  return due.is_recurring ? `${label}, ${due.string}` : label;
}

type PlainKind = Exclude<QuickAddPart['kind'], 'due' | 'deadline'>;

const plain: Record<PlainKind, [icon: IconName, name: string]> = {
  project: ['inbox', 'Project'],
  section: ['inbox', 'Section'],
  assignee: ['people', 'Assignee'],
  label: ['label', 'Label'],
  priority: ['flag', 'Priority'],
  duration: ['upcoming', 'Takes'],
  reminder: ['today', 'Reminder'],
  description: ['comment', 'Notes'],
  escape: ['pencil', 'Text'],
};

const words: Partial<Record<PlainKind, (value: string) => string>> = {
  priority: (value) => `Priority ${5 - Number(value)}`,
  duration: (value) => (value.startsWith('1 ') ? value : `${value}s`),
};

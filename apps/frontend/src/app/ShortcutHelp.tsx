import { Dialog } from '../ui/Dialog';
import styles from './ShortcutHelp.module.css';

const groups = [
  {
    title: 'Anywhere',
    keys: [
      { press: ['q'], does: 'Add a task' },
      { press: ['g', 'i'], does: 'Go to the Inbox' },
      { press: ['g', 't'], does: 'Go to Today' },
      { press: ['g', 'u'], does: 'Go to Upcoming' },
      { press: ['g', 'a'], does: 'Go to Activity' },
      { press: ['/'], does: 'Search' },
      { press: ['z'], does: 'Undo what was just done (or Ctrl z)' },
      { press: ['?'], does: 'Show this' },
    ],
  },
  {
    title: 'In a list',
    keys: [
      { press: ['j'], does: 'Next task (or ↓)' },
      { press: ['k'], does: 'Previous task (or ↑)' },
      { press: ['Enter'], does: 'Open' },
      { press: ['x'], does: 'Complete (or Space)' },
      { press: ['e'], does: 'Edit' },
      { press: ['←'], does: 'Fold the subtasks, → show them' },
      { press: ['s'], does: 'Select, to change several at once' },
      { press: ['Delete'], does: 'Delete' },
      { press: ['Alt', '↑'], does: 'Move up in a project, Alt ↓ down' },
      { press: ['Alt', 'Shift', '↓'], does: 'Move to the next section' },
      { press: ['Alt', '→'], does: 'Put under the one above, Alt ← out again' },
      { press: ['m'], does: 'Move to another project' },
    ],
  },
  {
    title: 'While writing a task',
    keys: [
      { press: ['Enter'], does: 'Add it and begin the next' },
      { press: ['Shift', 'Enter'], does: 'Go to the notes' },
      { press: ['Esc'], does: 'Close; what you wrote is kept' },
    ],
  },
  {
    title: 'In the name of a new task',
    keys: [
      { press: ['#'], does: 'A project; / a section in it' },
      { press: ['@'], does: 'A label' },
      { press: ['p1'], does: 'A priority, to p4' },
      { press: ['{friday}'], does: 'A deadline; dates need no sign' },
      { press: ['//'], does: 'Notes follow' },
      { press: ['\\'], does: 'Before any of these: leave it as text' },
    ],
  },
];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title} className={styles.group}>
          <h3 className={styles.title}>{title}</h3>
          <dl>
            {keys.map(({ press, does }) => (
              <div key={does} className={styles.line}>
                <dt className={styles.press}>
                  {press.map((key) => (
                    <kbd key={key} className={styles.key}>
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

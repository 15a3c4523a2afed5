import { useLayoutEffect } from 'react';
import { useStore } from '../../state/store';
import styles from './DragLayer.module.css';
import { dragging } from './dragging';

/** What is seen of a drag: the task at the pointer, and a line where it would land. */
export function DragLayer() {
  const drag = useStore(dragging);
  const id = drag?.task.id;

  useLayoutEffect(() => {
    if (!id) return;
    document.documentElement.classList.add(styles.grabbing ?? '');
    return () => document.documentElement.classList.remove(styles.grabbing ?? '');
  }, [id]);

  if (!drag) return null;
  const { task, x, y, line } = drag;
  return (
    <div aria-hidden="true">
      {line && <div className={styles.line} style={line} />}
      <div className={styles.ghost} style={{ transform: `translate(${x + 12}px, ${y + 8}px)` }}>
        {task.content}
      </div>
    </div>
  );
}

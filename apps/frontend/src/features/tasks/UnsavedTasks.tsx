import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import type { Place } from './Choice';
import { discardOutgoing, outgoing, sendTask, type Outgoing } from './outgoing';
import { additionOf } from './task-draft';
import { TaskForm } from './TaskForm';
import styles from './UnsavedTasks.module.css';

/** New tasks that travel to the server (those of this list) or did not get there (all of them). */
export function UnsavedTasks({ list, projects }: { list: string; projects: Place[] }) {
  const entries = useStore(outgoing).filter((entry) => entry.reason !== null || entry.list === list);
  if (!entries.length) return null;
  return (
    <ul aria-label="Not saved yet">
      {entries.map((entry) => (
        <UnsavedTask key={entry.key} entry={entry} projects={projects} />
      ))}
    </ul>
  );
}

function UnsavedTask({ entry, projects }: { entry: Outgoing; projects: Place[] }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Outgoing['draft'] | null>(null);
  const { key, reason, body } = entry;
  const place = { sectionId: body.section_id ?? undefined, parentId: body.parent_id ?? undefined };

  if (draft) {
    const save = () => {
      // Place and id stay; what was written is replaced.
      const again = { ...entry, draft, body: additionOf(draft, place) };
      setDraft(null);
      void sendTask(client, again).catch(() => undefined);
    };
    return (
      <li className={styles.editor}>
        <TaskForm
          name="Unsaved task"
          draft={draft}
          onChange={setDraft}
          onSubmit={save}
          onCancel={() => setDraft(null)}
          submitLabel="Save"
          quick={place}
          projects={projects}
        />
      </li>
    );
  }

  return (
    <li className={styles.row} data-stuck={reason !== null || undefined}>
      <span className={styles.ring} />
      <div className={styles.body}>
        <p>{body.text}</p>
        {reason !== null && <p className={styles.reason}>Not saved. {reason}</p>}
      </div>
      {reason !== null && (
        <div className={styles.actions}>
          <Button onClick={() => void sendTask(client, entry).catch(() => undefined)}>Try again</Button>
          <Button tone="quiet" onClick={() => setDraft(entry.draft)}>
            Edit
          </Button>
          <Button tone="quiet" onClick={() => discardOutgoing(key)}>
            Discard
          </Button>
        </div>
      )}
    </li>
  );
}

import { useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import type { Task } from '../../api/types';
import { Button } from '../../ui/Button';
import { SideAdd, SideForm } from '../../ui/SideList';
import { TextField } from '../../ui/TextField';
import { hasTime, offsetLabel } from './reminder-label';
import { useAddReminder } from './reminder-queries';

/** Minutes before a task is due that people often choose. */
const usualOffsets = [0, 10, 30, 60, 1440];

/** Adds a reminder: a while before the task is due, where it is due at a time, or at a time of its own. */
export function AddReminder({ task }: { task: Task }) {
  return <SideAdd label="Add reminder">{(close) => <ReminderChoices task={task} onAdded={close} />}</SideAdd>;
}

function ReminderChoices({ task, onAdded }: { task: Task; onAdded: () => void }) {
  const [words, setWords] = useState('');
  const { mutate, error, isPending } = useAddReminder(task);
  const add = (when: Parameters<typeof mutate>[0]) => {
    if (!isPending) mutate(when, { onSuccess: onAdded });
  };

  return (
    <SideForm
      onSubmit={() => {
        if (words.trim()) add({ reminder_type: 'absolute', due: { string: words.trim() } });
      }}
    >
      {hasTime(task) && (
        <ul>
          {usualOffsets.map((minutes) => (
            <li key={minutes}>
              <Button tone="quiet" onClick={() => add({ reminder_type: 'relative', minute_offset: minutes })}>
                {offsetLabel(minutes)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label="At a time, in words"
        placeholder="tomorrow at 9, every monday at 8…"
        value={words}
        maxLength={255}
        autoComplete="off"
        data-autofocus
        error={error ? explain(asProblem(error)) : undefined}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button tone="main" type="submit" busy={isPending}>
        Remind me
      </Button>
    </SideForm>
  );
}

function explain(problem: Problem): string {
  if (problem.code === 'reminder.no_time') return 'Say at what time, such as tomorrow at 9.';
  return problem.messageFor('due.string') ?? problem.message;
}

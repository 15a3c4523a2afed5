import type { DueDate } from '../due/due-date.js';
import { ReminderEntity } from '../reminder/reminder.entity.js';
import type { Imported } from './import-rows.js';
import type { ImportRun } from './import-run.js';

interface Told {
  due: DueDate | null;
  minute_offset: number | null;
  is_urgent: boolean;
  service: string | null;
  added_at: string | null;
}

/** The reminders that things tell of, not aimed yet. */
export function remindersOf(all: Imported[], run: ImportRun): ReminderEntity[] {
  return all.map(({ thing, placed }) => {
    const { due, minute_offset, is_urgent, service, added_at } = thing as unknown as Told;
    const at = added_at === null ? run.reference.now : new Date(added_at);
    return Object.assign(new ReminderEntity(), {
      id: placed.id,
      taskId: run.referred(thing, 'task_id')!.id,
      userId: run.actor.user_id,
      minuteOffset: minute_offset,
      due,
      service,
      isUrgent: is_urgent,
      remindAt: null,
      firesAt: null,
      firedFor: null,
      version: 1,
      addedAt: at,
    });
  });
}

import { ReminderEntity } from '../reminder/reminder.entity.js';
import { timeOf } from './import-dues.js';
import type { Imported } from './import-rows.js';
import type { ImportRun } from './import-run.js';

/** The reminders that things tell of, not aimed yet; those whose words tell no time are left out. */
export function remindersOf(all: Imported[], run: ImportRun): ReminderEntity[] {
  return all.flatMap(({ thing, placed }) => {
    const due = timeOf(thing, run);
    if (due === undefined) return [];
    const { minute_offset, is_urgent, service, added_at } = thing as {
      minute_offset?: number;
      is_urgent?: boolean;
      service?: string;
      added_at?: string | null;
    };
    const at = added_at == null ? run.reference.now : new Date(added_at);
    const reminder = Object.assign(new ReminderEntity(), {
      id: placed.id,
      taskId: run.referred(thing, 'task_id')!.id,
      userId: run.actor.user_id,
      minuteOffset: minute_offset ?? null,
      due,
      service: service ?? null,
      isUrgent: is_urgent ?? false,
      remindAt: null,
      firesAt: null,
      firedFor: null,
      version: 1,
      addedAt: at,
    });
    return [reminder];
  });
}

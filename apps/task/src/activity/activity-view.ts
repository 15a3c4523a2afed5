import type { ActivityEvent } from '#contracts/activity.contract.js';
import { bytesToId } from '#database/id.js';
import { type DueDate, dueView } from '../due/due-date.js';
import type { ActivityName } from './activities.js';
import type { ActivityObject, Values } from './changed.js';

/** What was done, as the database keeps it. */
export interface ActivityRow {
  id: Buffer;
  initiator_id: Buffer;
  /** Which of the changes of its request it belongs to. */
  step: number;
  object_type: ActivityObject;
  object_id: Buffer;
  /** Null where it cannot be undone. */
  object_version: number | null;
  event: ActivityName;
  project_id: Buffer;
  task_id: Buffer | null;
  name: string;
  old_values: string | null;
  new_values: string | null;
  at: Date;
}

/** What clients of the Todoist API call things. */
export const wireTypes: Record<ActivityObject, string> = {
  project: 'project',
  section: 'section',
  task: 'item',
  comment: 'note',
  label: 'label',
};

/** An activity as clients see it. */
export function activityView(row: ActivityRow): ActivityEvent {
  return {
    id: bytesToId(row.id),
    object_type: wireTypes[row.object_type],
    object_id: bytesToId(row.object_id),
    event_type: row.event,
    event_date: row.at.toISOString(),
    parent_project_id: bytesToId(row.project_id),
    parent_item_id: row.task_id && bytesToId(row.task_id),
    initiator_id: bytesToId(row.initiator_id),
    extra_data: extraData(row),
  };
}

function extraData({ object_type, name, old_values, new_values }: ActivityRow): Values {
  const title = object_type === 'task' || object_type === 'comment' ? 'content' : 'name';
  return { [title]: name, ...told(new_values), ...told(old_values, 'last_') };
}

function told(json: string | null, prefix = ''): Values {
  const values = Object.entries(JSON.parse(json ?? '{}') as Values);
  return Object.fromEntries(
    values.map(([name, value]) => tell(name, value)).map(([name, value]) => [prefix + name, value]),
  );
}

function tell(name: string, value: unknown): [string, unknown] {
  if (name === 'due') return ['due_date', value && dueView(value as DueDate).date];
  if (name === 'position') return ['child_order', value];
  return [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value];
}

import type { ActivityEvent } from '../../api/types';

/** How to call what an event names by its id; undefined for what nobody here knows any more. */
export interface Names {
  person: (id: string) => string | undefined;
  project: (id: string) => string | undefined;
  section: (id: string) => string | undefined;
  task: (id: string) => string | undefined;
  day: (date: string) => string;
}

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

type Tell = (value: unknown, names: Names) => string;

const text: Tell = (value) => (typeof value === 'string' ? value : '');

const named =
  (kind: 'person' | 'project' | 'section' | 'task', unknown: string): Tell =>
  (value, names) =>
    typeof value === 'string' ? (names[kind](value) ?? unknown) : '';

const day: Tell = (value, names) => (typeof value === 'string' ? names.day(value) : '');

/** The fields worth telling, in this order; what only machines care for is left out. */
const fields: Record<string, [title: string, tell: Tell]> = {
  name: ['Name', text],
  content: ['Text', text],
  description: ['Notes', text],
  due_date: ['Due', day],
  deadline_date: ['Deadline', day],
  priority: ['Priority', (value) => (typeof value === 'number' && value > 1 ? `Priority ${5 - value}` : '')],
  labels: ['Labels', (value) => (Array.isArray(value) ? value.join(', ') : '')],
  duration_amount: ['Takes', (value) => (typeof value === 'number' ? String(value) : '')],
  project_id: ['Project', named('project', 'another project')],
  section_id: ['Section', named('section', 'a section')],
  parent_id: ['Under', named('task', 'another one')],
  responsible_uid: ['Assigned to', named('person', 'somebody')],
  color: ['Colour', (value) => text(value, nobody).replaceAll('_', ' ')],
  view_style: ['Shown as', text],
  is_favorite: ['Favourite', (value) => (value ? 'yes' : 'no')],
};

const none = (): undefined => undefined;
const nobody: Names = { person: none, project: none, section: none, task: none, day: (date) => date };

/** What an event changed, field by field; a field that was or became empty has an empty text there. */
export function changesOf({ extra_data, object_type }: ActivityEvent, names: Names): FieldChange[] {
  const data = extra_data ?? {};
  return Object.entries(fields).flatMap(([key, [title, tell]]) => {
    if (!(`last_${key}` in data)) return [];
    const under = key === 'parent_id' && object_type === 'project' ? named('project', 'another one') : tell;
    const field = key === 'content' && object_type === 'item' ? 'Name' : title;
    return [{ field, before: under(data[`last_${key}`], names), after: under(data[key], names) }];
  });
}

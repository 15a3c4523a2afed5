import { invalid } from '#contracts/failure.js';
import type { VikunjaProject } from './vikunja-shapes.js';

/** What a value has to be where it is there and not null: a type, a list of something, or an object with some fields. */
type Shape = 'string' | 'number' | 'boolean' | [Shape] | { [field: string]: Shape };

const words: Record<string, string> = { string: 'a text', number: 'a number', boolean: 'true or false' };
/** The name that stands for every field of an object. */
const every = '*';

const named = { id: 'number', title: 'string' } as const;
const task: Shape = {
  ...named,
  description: 'string',
  done: 'boolean',
  done_at: 'string',
  due_date: 'string',
  start_date: 'string',
  end_date: 'string',
  percent_done: 'number',
  priority: 'number',
  repeat_after: 'number',
  repeat_mode: 'number',
  bucket_id: 'number',
  created: 'string',
  updated: 'string',
  labels: [{ title: 'string', hex_color: 'string' }],
  assignees: [{ username: 'string' }],
  reminders: [{ reminder: 'string', relative_period: 'number', relative_to: 'string' }],
  related_tasks: { [every]: [{ id: 'number' }] },
  comments: [{ comment: 'string', created: 'string' }],
  attachments: [{ file: { id: 'number', name: 'string', mime: 'string' } }],
};
const project: Shape = {
  ...named,
  description: 'string',
  hex_color: 'string',
  parent_project_id: 'number',
  is_archived: 'boolean',
  is_favorite: 'boolean',
  created: 'string',
  updated: 'string',
  tasks: [task],
  buckets: [named],
};
/** Fields without which nothing can be made of a thing. */
const needed = new Set(['id', 'title']);

/** The projects in `data.json`; `archive.malformed` (invalid) with the path of what is not as Vikunja writes it. */
export function checkedProjects(data: unknown): VikunjaProject[] {
  check(data, [project], 'data.json');
  // saved filters and favorites are told as projects with negative ids
  return (data as VikunjaProject[]).filter(({ id }) => id > 0);
}

/** The names of the filters in `filters.json`. */
export function checkedFilters(data: unknown): { title: string }[] {
  check(data, [{ title: 'string' }], 'filters.json');
  return data as { title: string }[];
}

function check(value: unknown, shape: Shape, path: string): void {
  if (typeof shape === 'string') {
    if (typeof value === shape) return;
    throw invalid('archive.malformed', path, words[shape]);
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) throw invalid('archive.malformed', path, 'a list');
    value.forEach((each, index) => check(each, shape[0], `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('archive.malformed', path, 'an object');
  }
  const fields =
    every in shape ? Object.keys(value).map((name) => [name, shape[every]] as const) : Object.entries(shape);
  for (const [name, inside] of fields) {
    const there = (value as Record<string, unknown>)[name];
    if (there != null || needed.has(name)) check(there, inside, `${path}.${name}`);
  }
}

/** What is kept of a change: the fields that are worth knowing, of each kind of thing. */
const fields = {
  project: ['name', 'description', 'color', 'viewStyle', 'isFavorite', 'parentId'],
  section: ['name', 'description', 'projectId'],
  task: [
    'content',
    'description',
    'priority',
    'labels',
    'due',
    'deadlineDate',
    'deadlineLang',
    'durationAmount',
    'durationUnit',
    'completedAt',
    'projectId',
    'sectionId',
    'parentId',
    'position',
    'responsibleUid',
    'assignedByUid',
  ],
  comment: ['content'],
  label: ['name', 'color', 'isFavorite'],
} as const;

export type ActivityObject = keyof typeof fields;

/** Fields of a thing by name, as JSON has them: moments are text. */
export type Values = Record<string, unknown>;

/** The fields that differ, as they were and as they are. */
export interface Change {
  before: Values;
  after: Values;
}

/** How a thing is right now. */
export function snapshot(kind: ActivityObject, thing: object): Values {
  const values = fields[kind].map((name) => [name, (thing as Values)[name]]);
  return JSON.parse(JSON.stringify(Object.fromEntries(values))) as Values;
}

/** What became of a thing since a snapshot; undefined when nothing did. */
export function changeSince(before: Values, kind: ActivityObject, thing: object): Change | undefined {
  const after = snapshot(kind, thing);
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (names.length === 0) return undefined;
  const pick = (values: Values): Values => Object.fromEntries(names.map((name) => [name, values[name]]));
  return { before: pick(before), after: pick(after) };
}

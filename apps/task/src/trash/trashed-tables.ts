export const trashKinds = ['project', 'section', 'task', 'comment', 'label'] as const;
export type TrashKind = (typeof trashKinds)[number];

/**
 * The tables whose rows go to the trash, with all of their columns: a migration that adds a column adds it to `trashed_…`
 * and here, too. Only what the search knows of a project is not kept: what comes back is read anew.
 */
export const trashedTables = {
  project: columns(
    `id user_id parent_id name description color view_style is_favorite position version created_at updated_at
     archived_at seq number shares_tasks is_collapsed`,
  ),
  project_member: columns('project_id user_id role is_favorite joined_at'),
  section: columns(
    'id user_id project_id name description position version added_at updated_at archived_at is_collapsed',
  ),
  task: columns(
    `id user_id project_id section_id parent_id content description priority due_date due_time due_timezone due_fold
     due_string due_lang due_recurrence deadline_date deadline_lang duration_amount duration_unit position completed_at
     version added_at updated_at responsible_uid assigned_by_uid due_at day_order is_collapsed`,
  ),
  task_member: columns('task_id user_id role joined_at'),
  reminder: columns(
    'id task_id user_id minute_offset due service is_urgent remind_at fires_at fired_for version added_at',
  ),
  reminder_firing: columns('reminder_id remind_at fired_at'),
  task_label: columns('task_id name position'),
  task_relation: columns('id task_id kind other_id added_at'),
  completed_occurrence: columns(
    'id task_id user_id due_date due_time due_timezone due_fold due_string due_lang completed_at',
  ),
  comment: columns(
    'id task_id project_id posted_uid content file_id file_attachment posted_at version uids_to_notify reactions',
  ),
  label: columns('id user_id name color is_favorite position version'),
} satisfies Record<string, string[]>;

export type TrashedTable = keyof typeof trashedTables;

/** Rows of `table` that go along with those of `holder`, because their `column` names it. */
interface Held {
  table: TrashedTable;
  holder: TrashedTable;
  column: string;
  /** Another column that names a holder: what went along with that one is gone already. */
  unless?: string;
}

const onTasks: Held[] = [
  { table: 'task_member', holder: 'task', column: 'task_id' },
  { table: 'reminder', holder: 'task', column: 'task_id' },
  { table: 'reminder_firing', holder: 'reminder', column: 'reminder_id' },
  { table: 'task_label', holder: 'task', column: 'task_id' },
  { table: 'task_relation', holder: 'task', column: 'task_id' },
  { table: 'task_relation', holder: 'task', column: 'other_id', unless: 'task_id' },
  { table: 'completed_occurrence', holder: 'task', column: 'task_id' },
  { table: 'comment', holder: 'task', column: 'task_id' },
];

/** What goes to the trash along with a thing, what holds before what is held. */
export const belongings: Record<TrashKind, Held[]> = {
  project: [
    { table: 'project_member', holder: 'project', column: 'project_id' },
    { table: 'section', holder: 'project', column: 'project_id' },
    { table: 'task', holder: 'project', column: 'project_id' },
    { table: 'comment', holder: 'project', column: 'project_id' },
    ...onTasks,
  ],
  section: [{ table: 'task', holder: 'section', column: 'section_id' }, ...onTasks],
  task: onTasks,
  comment: [],
  label: [],
};

function columns(names: string): string[] {
  return names.split(/\s+/);
}

/** Parts of statements that read more than three rows for each that they answer, and why. */
export const reasonsToReadMore: Record<string, string> = {
  'FROM task_label WHERE task_id IN': 'looks up every task of a page, and most have no label',
  'FROM `section` `section` WHERE': 'asks each project for its sections, of which many have none',
  'FROM `section` `it`': 'asks each project for its sections, of which many have none',
  'page STRAIGHT_JOIN task':
    'looks at tasks that a condition leaves out, as many as it takes to fill a page, in an index if it can',
  'AS count0': 'counts what it looks at',
  'SELECT DISTINCT on_task.name': 'looks at all labels on active tasks to tell which there are',
  'AS is_tail': 'looks up the other words of what has the rarest',
  'completion.id AS completionId': 'sorts all that was completed in a time',
  'SELECT activity.* FROM': 'merges the newest of each project, and looks past what a condition leaves out',
};

/** Parts of statements that read more than three rows for each that they answer, and why. */
export const reasonsToReadMore: Record<string, string> = {
  'FROM task_label WHERE task_id IN': 'looks up every task of a page, and most have no label',
  'FROM `section` `section` WHERE': 'asks each project for its sections, of which many have none',
  'FROM task STRAIGHT_JOIN task_relation':
    'asks each task that a new client gets for its relations, and most have none',
  'AS entity_id FROM task JOIN comment': 'asks each task that a new client gets for its comments, and most have none',
  'UNION SELECT task_member.user_id AS entity_id FROM shared_task':
    'asks each project who takes part in it, and most are shared with nobody',
  'JOIN completed_occurrence ON': 'asks each task of an export for its past dates, and most have none',
  'SELECT relation.id FROM (SELECT': 'asks each task of an export for its relations, and most have none',
  'SELECT comment.id FROM': 'asks each task of an export for its comments, and most have none',
  'page STRAIGHT_JOIN task':
    'looks at tasks that a condition leaves out, as many as it takes to fill a page, in an index if it can',
  'AS count0': 'counts what it looks at',
  'SELECT DISTINCT on_task.name': 'looks at all labels on active tasks to tell which there are',
  'AS is_tail': 'looks up the other words of what has the rarest',
  'completion.id AS completionId': 'reads task, date and comments of each completion in a time, and sorts them',
};

/**
 * Parts of statements that look something up for each thing that their call answers by other statements, where most have none. The test
 * holds them to three rows for each thing that the call answers.
 */
export const lookUps: Record<string, string> = {
  'FROM task_label WHERE task_id IN': 'the labels of each task of a page',
  'AS entity_id FROM task JOIN comment': 'the comments on each task that a new client gets',
  'JOIN completed_occurrence ON': 'the past dates of each task of an export',
  'SELECT relation.id FROM (SELECT': 'the relations of each task of an export',
  'SELECT comment.id FROM': 'the comments on each task of an export',
};

/** Parts of statements that read more than three rows for each that they answer, why, and what bounds it. */
export const reasonsToReadMore: Record<string, string> = {
  'FROM `section` `section` WHERE': 'asks each project of the person for its sections, once: many have none',
  'UNION SELECT task_member.user_id AS entity_id FROM shared_task':
    'asks each project of the person who takes part in it, three rows a project: most are shared with nobody',
  'FROM task STRAIGHT_JOIN task_relation':
    'asks each task that a new client gets for its relations, from either end: four rows a task, of which most have none',
  'page STRAIGHT_JOIN task':
    'looks at tasks that a condition leaves out, in six projects at first, and no more than it takes to fill a page; in an index if it can',
  'AS count0': 'counts, which answers one row; it looks at each active task of the person once, in an index if it can',
  'SELECT DISTINCT on_task.name':
    'tells which labels there are on active tasks, in two indexes alone; a table of them would be one more write for each label of a task',
  'AS is_tail':
    'looks up the other words of what has the rarest, which is what a search by all of its words has to know at least',
  'completion.id AS completionId':
    'reads each completion in a time with its task and date, and sorts them: they are of many projects, and tasks of them may be out of sight',
};

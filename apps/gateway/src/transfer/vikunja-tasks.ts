import type { NotCarried, Thing } from '#contracts/transfer.contract.js';
import { luxon } from '#service/luxon.js';
import { isCarried } from './vikunja-relations.js';
import { momentOf, textOf, type VikunjaProject, type VikunjaTask } from './vikunja-shapes.js';

const longestContent = 500;
const longestDescription = 16_383;
const longestLabel = 128;
const day = 86_400;

type Lose = (lost: NotCarried) => void;

/** A task, where it is in the file, and the tasks that it is part of. */
interface Known {
  task: VikunjaTask;
  at: string;
  parentId?: number;
}

/** The tasks of a project, each after the one that it is part of. Ids are those of the file, after a `t`. */
export function tasksOf(project: VikunjaProject, path: string, timezone: string, lose: Lose): Thing[] {
  const known = new Map<number, Known>(
    (project.tasks ?? []).map((task, index) => [task.id, { task, at: `${path}.tasks[${index}]` }]),
  );
  for (const one of known.values()) one.parentId = parentOf(one, known, lose);
  const things = new Map<number, Thing>();
  const put = (one: Known): Thing => {
    const done = things.get(one.task.id);
    if (done) return done;
    const parent = one.parentId === undefined ? undefined : put(known.get(one.parentId)!);
    const thing = taskOf(one, project, things.size + 1, timezone, parent, lose);
    things.set(one.task.id, thing);
    return thing;
  };
  for (const one of known.values()) put(one);
  return [...things.values()];
}

/** The task above, in the same project and not below itself; what is neither this nor carried as a relation is lost. */
function parentOf({ task, at }: Known, known: Map<number, Known>, lose: Lose): number | undefined {
  let parentId: number | undefined;
  for (const [relation, others] of Object.entries(task.related_tasks ?? {})) {
    for (const { id } of others ?? []) {
      if (relation === 'subtask' || isCarried(relation)) continue;
      const isFit =
        relation === 'parenttask' && parentId === undefined && known.has(id) && !isUnder(id, task.id, known);
      if (isFit) parentId = id;
      else
        lose({
          at,
          what: `${relation} of "${task.title}"`,
          reason: 'Tasks are part of one task of their project, or of none.',
        });
    }
  }
  return parentId;
}

function isUnder(id: number, above: number, known: Map<number, Known>): boolean {
  for (let each: number | undefined = id; each !== undefined; each = known.get(each)?.parentId) {
    if (each === above) return true;
  }
  return false;
}

function taskOf(
  { task, at }: Known,
  project: VikunjaProject,
  position: number,
  timezone: string,
  above: Thing | undefined,
  lose: Lose,
): Thing {
  const completed_at = task.done
    ? (momentOf(task.done_at) ?? momentOf(task.updated) ?? new Date().toISOString())
    : null;
  const parent = above?.completed_at && !completed_at ? undefined : above;
  const say = (what: string, reason: string): void => lose({ at, what: `${what} of "${task.title}"`, reason });
  if (above && !parent) say('parent', 'It is done, and what is under it is not.');
  if ((task.title ?? '').length > longestContent)
    say('title', `It is longer than ${longestContent} characters, and cut.`);
  for (const { username } of task.assignees ?? []) say(`assignee ${username}`, 'People are invited to a project.');
  if (momentOf(task.start_date)) say('start date', 'Tasks have a due date and a deadline.');
  if (momentOf(task.end_date)) say('end date', 'Tasks have a due date and a deadline.');
  if (task.percent_done) say('progress', 'A task is done or is not.');
  const isInBucket = project.buckets?.some(({ id }) => id === task.bucket_id);
  return {
    kind: 'task',
    id: `t${task.id}`,
    at,
    project_id: `p${project.id}`,
    section_id: parent ? parent.section_id : isInBucket ? `b${task.bucket_id}` : null,
    parent_id: parent?.id ?? null,
    content: textOf(task.title, longestContent) || '(no title)',
    description: textOf(task.description, longestDescription),
    priority: [1, 1, 2, 3, 4, 4][task.priority ?? 0] ?? 1,
    labels: [...new Set((task.labels ?? []).map(({ title }) => title.trim().slice(0, longestLabel)))].filter(Boolean),
    position,
    completed_at,
    due_words: dueOf(task, timezone, say),
    added_at: momentOf(task.created),
    updated_at: momentOf(task.updated),
  };
}

/** A date, or how it recurs, in words that are read in the person's zone. */
function dueOf(
  { due_date, repeat_after = 0, repeat_mode = 0 }: VikunjaTask,
  timezone: string,
  say: (what: string, reason: string) => void,
): string | null {
  const moment = momentOf(due_date);
  if (repeat_after <= 0 && repeat_mode !== 1) return moment;
  const from = luxon().DateTime.fromISO(moment ?? new Date().toISOString(), { zone: timezone });
  const start = moment ? ` starting ${from.toFormat('yyyy-MM-dd')}` : '';
  const strict = repeat_mode === 2 ? '!' : '';
  if (repeat_mode === 1) return `every month at ${from.toFormat('HH:mm')}${start}`;
  if (repeat_after % day === 0) return `every${strict} ${repeat_after / day} days at ${from.toFormat('HH:mm')}${start}`;
  if (repeat_after % 3600 === 0) return `every${strict} ${repeat_after / 3600} hours`;
  say('repetition', `Every ${repeat_after} seconds is not told in hours or days.`);
  return moment;
}

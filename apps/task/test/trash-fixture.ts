import type { Actor } from '#contracts/actor.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { trashedTables } from '../src/trash/trashed-tables.js';
import { aComment, aMember, aPicture, aTask, count, type Fixture } from './fixture.js';

/** Ids of some of what is in a full project. */
export type Things = Record<'project' | 'section' | 'task' | 'comment' | 'label', string>;

const ofTasks = 'task_id IN (SELECT id FROM task WHERE user_id = ?) ORDER BY task_id';
const ofReminders = 'reminder_id IN (SELECT id FROM reminder WHERE user_id = ?) ORDER BY reminder_id';
const rowsOf: Record<keyof typeof trashedTables, string> = {
  project: 'user_id = ? ORDER BY id',
  project_member: 'project_id IN (SELECT id FROM project WHERE user_id = ?) ORDER BY user_id',
  section: 'user_id = ? ORDER BY id',
  task: 'user_id = ? ORDER BY id',
  task_member: `${ofTasks}, user_id`,
  reminder: 'user_id = ? ORDER BY id',
  reminder_firing: `${ofReminders}, remind_at`,
  task_label: `${ofTasks}, name`,
  task_relation: `${ofTasks}, other_id`,
  completed_occurrence: `${ofTasks}, id`,
  comment: 'posted_uid = ? ORDER BY id',
  label: 'user_id = ? ORDER BY id',
};

/** Every row of the actor in every table that goes to the trash, as it is, but for the count of changes. */
export async function dump({ service }: Fixture, { user_id }: Actor): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [table, rows] of Object.entries(rowsOf)) {
    const columns = trashedTables[table as keyof typeof trashedTables].filter((name) => name !== 'seq');
    const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE ${rows}`;
    found[table] = await service.dataSource.query(sql, [idToBytes(user_id)]);
  }
  return found;
}

/** How many rows the trash holds of a thing in all of its tables. */
export async function leftInTrash(fixture: Fixture, id: string): Promise<number> {
  const counts = Object.keys(trashedTables).map((table) => count(fixture, `trashed_${table}`, 'trash_id', id));
  return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
}

/** A project of three levels with something of everything in it. */
export async function aFullProject(fixture: Fixture, actor: Actor): Promise<Things> {
  const add = (overrides: object): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
  const { id: project } = await fixture.projects.add(
    { name: 'Garden', description: 'Herbs', is_favorite: true },
    actor,
  );
  const below = await fixture.projects.add({ name: 'Beds', parent_id: project }, actor);
  const lowest = await fixture.projects.add({ name: 'Bulbs', parent_id: below.id }, actor);
  await add({ project_id: lowest.id, labels: ['deep'] });
  const { id: section } = await fixture.sections.add(
    { name: 'Spring', project_id: project, description: 'Sow' },
    actor,
  );
  await fixture.sections.add({ name: 'Summer', project_id: project }, actor);
  const { id: label } = await fixture.labels.add({ name: 'green', color: 'green' }, actor);
  const top = await add({ section_id: section, labels: ['green', 'b', 'a'], priority: 4, due_string: 'every day' });
  await fixture.tasks.close({ id: top.id }, actor);
  const second = await add({ parent_id: top.id, deadline_date: '2999-01-01', duration: 5, duration_unit: 'minute' });
  await fixture.reminders.add({ task_id: second.id, due: { string: 'every day at 9' } }, actor);
  const third = await add({ parent_id: second.id, labels: ['green'], due_datetime: '2999-10-31T02:30:00' });
  await fixture.tasks.close({ id: third.id }, actor);
  const beside = await add({ section_id: section });
  await fixture.relations.add({ task_id: second.id, type: 'blocks', related_task_id: beside.id }, actor);
  await fixture.relations.add({ task_id: top.id, type: 'relates_to', related_task_id: beside.id }, actor);
  const { id: comment } = await fixture.comments.add(aPicture({ task_id: third.id }), actor);
  await fixture.comments.add(aComment({ task_id: top.id }), actor);
  await fixture.comments.add(aComment({ project_id: project }), actor);
  await aMember(fixture, { project_id: project }, 'editor', actor);
  await aMember(fixture, { task_id: second.id }, 'commenter', actor);
  return { project, section, task: top.id, comment, label };
}

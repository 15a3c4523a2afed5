import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { newId } from '#database/id.js';
import { aComment, anActor, aPicture, aTask, type Fixture, startTaskService } from './fixture.js';

interface Ids {
  project: string;
  section: string;
  task: string;
  label: string;
  comment: string;
  file: string;
}

let fixture: Fixture;
let owned: Ids;
const [owner, stranger] = [anActor(), anActor()];

beforeAll(async () => {
  fixture = await startTaskService();
  const { projects, sections, tasks, labels, comments } = fixture;
  const { id: project } = await projects.add({ name: 'Garden' }, owner);
  const { id: section } = await sections.add({ name: 'Spring', project_id: project }, owner);
  const { id: task } = await tasks.add(aTask({ section_id: section }), owner);
  const { id: label } = await labels.add({ name: 'errand' }, owner);
  const { file_id: file, ...picture } = aPicture({ task_id: task });
  const { id: comment } = await comments.add({ ...picture, file_id: file }, owner);
  owned = { project, section, task, label, comment, file };
});
afterAll(() => fixture.stop());

type Attempt = (ids: Ids, actor: Actor) => Promise<unknown>;

const commands: [name: string, code: string, attempt: Attempt][] = [
  ['project.get', 'project', (ids, actor) => fixture.projects.get({ id: ids.project }, actor)],
  ['project.update', 'project', (ids, actor) => fixture.projects.update({ id: ids.project, name: 'Mine' }, actor)],
  ['project.delete', 'project', (ids, actor) => fixture.projects.delete({ id: ids.project }, actor)],
  ['project.add under', 'project', (ids, actor) => fixture.projects.add({ name: 'x', parent_id: ids.project }, actor)],
  ['section.get', 'section', (ids, actor) => fixture.sections.get({ id: ids.section }, actor)],
  ['section.list', 'project', (ids, actor) => fixture.sections.list({ project_id: ids.project }, actor)],
  ['section.add', 'project', (ids, actor) => fixture.sections.add({ name: 'x', project_id: ids.project }, actor)],
  ['section.update', 'section', (ids, actor) => fixture.sections.update({ id: ids.section, name: 'Mine' }, actor)],
  ['section.delete', 'section', (ids, actor) => fixture.sections.delete({ id: ids.section }, actor)],
  ['task.get', 'task', (ids, actor) => fixture.tasks.get({ id: ids.task }, actor)],
  ['task.list of a project', 'project', (ids, actor) => fixture.tasks.list({ project_id: ids.project }, actor)],
  ['task.list of a section', 'section', (ids, actor) => fixture.tasks.list({ section_id: ids.section }, actor)],
  ['task.list of a task', 'task', (ids, actor) => fixture.tasks.list({ parent_id: ids.task }, actor)],
  ['task.add to a project', 'project', (ids, actor) => fixture.tasks.add(aTask({ project_id: ids.project }), actor)],
  ['task.add to a section', 'section', (ids, actor) => fixture.tasks.add(aTask({ section_id: ids.section }), actor)],
  ['task.add to a task', 'task', (ids, actor) => fixture.tasks.add(aTask({ parent_id: ids.task }), actor)],
  ['task.update', 'task', (ids, actor) => fixture.tasks.update({ id: ids.task, content: 'Mine' }, actor)],
  ['task.move', 'task', (ids, actor) => fixture.tasks.move({ id: ids.task, project_id: actor.user_id }, actor)],
  ['task.move to a project', 'project', (ids, actor) => moveOwn(actor, { project_id: ids.project })],
  ['task.move to a section', 'section', (ids, actor) => moveOwn(actor, { section_id: ids.section })],
  ['task.move to a task', 'task', (ids, actor) => moveOwn(actor, { parent_id: ids.task })],
  ['task.close', 'task', (ids, actor) => fixture.tasks.close({ id: ids.task }, actor)],
  ['task.reopen', 'task', (ids, actor) => fixture.tasks.reopen({ id: ids.task }, actor)],
  ['task.delete', 'task', (ids, actor) => fixture.tasks.delete({ id: ids.task }, actor)],
  ['label.get', 'label', (ids, actor) => fixture.labels.get({ id: ids.label }, actor)],
  ['label.update', 'label', (ids, actor) => fixture.labels.update({ id: ids.label, name: 'mine' }, actor)],
  ['label.delete', 'label', (ids, actor) => fixture.labels.delete({ id: ids.label }, actor)],
  ['comment.get', 'comment', (ids, actor) => fixture.comments.get({ id: ids.comment }, actor)],
  ['comment.list of a task', 'task', (ids, actor) => fixture.comments.list({ task_id: ids.task }, actor)],
  ['comment.list of a project', 'project', (ids, actor) => fixture.comments.list({ project_id: ids.project }, actor)],
  ['comment.add to a task', 'task', (ids, actor) => fixture.comments.add(aComment({ task_id: ids.task }), actor)],
  ['comment.add to a project', 'project', (ids, actor) => commentOn(ids.project, actor)],
  ['comment.update', 'comment', (ids, actor) => fixture.comments.update({ id: ids.comment, content: 'x' }, actor)],
  ['comment.delete', 'comment', (ids, actor) => fixture.comments.delete({ id: ids.comment }, actor)],
  ['comment.mayRead', 'file', (ids, actor) => fixture.comments.mayRead({ file_id: ids.file }, actor)],
];

const moveOwn = async (actor: Actor, target: object): Promise<unknown> => {
  const { id } = await fixture.tasks.add(aTask(), actor);
  return fixture.tasks.move({ id, ...target }, actor);
};
const commentOn = (project_id: string, actor: Actor): Promise<unknown> =>
  fixture.comments.add(aComment({ project_id }), actor);

const everything = (id: string): Ids => ({ project: id, section: id, task: id, label: id, comment: id, file: id });

describe.each(commands)('%s', (_, feature, attempt) => {
  const notFound = { kind: 'not_found', code: `${feature}.not_found` };

  it('finds nothing for a stranger', () => expect(attempt(owned, stranger)).rejects.toMatchObject(notFound));
  it('finds nothing under an id that nobody has', () =>
    expect(attempt(everything(newId()), owner)).rejects.toMatchObject(notFound));
  it('finds nothing under what is no id', () =>
    expect(attempt(everything('no-id'), owner)).rejects.toMatchObject(notFound));
});

it('has left everything as it was', async () => {
  expect(await fixture.projects.get({ id: owned.project }, owner)).toMatchObject({ name: 'Garden' });
  expect(await fixture.tasks.get({ id: owned.task }, owner)).toMatchObject({ checked: false, note_count: 1 });
  expect(await fixture.labels.get({ id: owned.label }, owner)).toMatchObject({ name: 'errand' });
  await fixture.comments.mayRead({ file_id: owned.file }, owner);
  expect((await fixture.tasks.list({ ids: [owned.task] }, stranger)).results).toEqual([]);
  expect((await fixture.projects.list({}, stranger)).results).toHaveLength(1);
  expect((await fixture.labels.list({}, stranger)).results).toEqual([]);
  expect((await fixture.sections.list({}, stranger)).results).toEqual([]);
});

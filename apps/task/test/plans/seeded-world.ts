import type { DataSource } from 'typeorm';
import { bytesToId, idToBytes, newId } from '#database/id.js';
import type { Alone } from '#testing/plans/alone.js';
import { Indexer } from '../../src/search/indexer.js';
import { seed } from '../../../../bench/size/seed.mjs';
import { aComment, aPicture, aTask, type Registered } from '../fixture.js';
import type { AllHandlers, handlers as classes } from './handlers.js';
import { seedEmptyProjects, seedOtherPeople } from './other-people.js';
import { someThings } from './some-things.js';

/** Projects of 200 tasks each: somebody's, and other people's, who have many more that are empty. */
const amount = { projects: 10, others: 40 };
const day = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/** Somebody who has a bit of everything, among other people who have more. */
export interface World {
  handlers: AllHandlers;
  indexer: Indexer;
  ada: Registered;
  /** Has a project with Ada, and one of her tasks. */
  bob: Registered;
  project: string;
  shared: string;
  section: string;
  parent: string;
  recurring: string;
  comment: string;
  /** On a comment. */
  file: string;
  label: string;
  filter: string;
  reminder: string;
  /** With some things staged. */
  transfer: string;
  syncToken: string;
}

export async function seededWorld({ app, dataSource, databaseUrl, handlers }: Alone<typeof classes>): Promise<World> {
  const { tasks, sections, comments, labels, filters, reminders, archive, invitations, syncs, projects } = handlers;
  const { relations, transfers } = handlers;
  const [ada, bob] = [await aPerson(dataSource), await aPerson(dataSource)];
  for (const person of [ada, bob]) await projects.list({}, person);
  await seed(databaseUrl, { owner: ada.user_id, ...amount });
  await seedEmptyProjects(dataSource);
  await seedOtherPeople(dataSource, ada);
  const rows = await dataSource.query<{ id: Buffer }[]>(
    "SELECT id FROM project WHERE user_id = ? AND name LIKE 'Project %' ORDER BY position",
    [idToBytes(ada.user_id)],
  );
  const [project, shared, away] = rows.map(({ id }) => bytesToId(id));
  const spring = await sections.add({ name: 'Spring', project_id: project }, ada);
  const autumn = await sections.add({ name: 'Autumn', project_id: project }, ada);
  const parent = await tasks.add(aTask({ section_id: spring.id, labels: ['home'] }), ada);
  const places = [{ parent_id: parent.id }, { section_id: autumn.id }, { project_id: shared }];
  const added: string[] = [];
  for (let n = 0; n < 24; n++) {
    const due = n % 2 === 0 ? { due_date: day(n - 12) } : {};
    added.push((await tasks.add(aTask({ content: `Mow lawn ${n}`, ...due, ...places[n % 3] }), ada)).id);
  }
  const recurring = await tasks.add(aTask({ due_string: 'every day at 9', project_id: project }), ada);
  for (let n = 0; n < 4; n++) await tasks.close({ id: recurring.id }, ada);
  for (const id of added.slice(16)) await tasks.close({ id }, ada);
  const posted: string[] = [];
  for (let n = 0; n < 12; n++) {
    const on = n % 2 === 0 ? { project_id: project } : { task_id: parent.id };
    posted.push((await comments.add(aComment({ ...on, content: `Rain ${n}` }), ada)).id);
  }
  const picture = aPicture({ task_id: parent.id });
  await comments.add(picture, ada);
  for (const [n, related_task_id] of added.slice(0, 12).entries()) {
    const task_id = n % 2 === 0 ? parent.id : recurring.id;
    await relations.add({ task_id, type: n % 3 === 0 ? 'relates_to' : 'blocks', related_task_id }, ada);
  }
  const label = await labels.add({ name: 'home' }, ada);
  const filter = await filters.add({ name: 'Soon', query: 'today | overdue' }, ada);
  const reminder = await reminders.add({ task_id: recurring.id, minute_offset: 30 }, ada);
  for (const thing of [{ project_id: shared }, { task_id: parent.id }]) {
    const { id } = await invitations.invite({ ...thing, email: bob.email, role: 'editor' }, ada);
    await invitations.accept({ id }, bob);
  }
  const transfer = await transfers.begin({}, ada);
  await transfers.stage({ id: transfer.id, number: 0, things: someThings }, ada);
  await archive.archiveProject({ id: away }, ada);
  await archive.archiveSection({ id: autumn.id }, ada);
  const indexer = app.get(Indexer, { strict: false });
  await indexer.round();
  const { sync_token } = await syncs.read({ resource_types: ['all'] }, ada);
  return {
    handlers,
    indexer,
    ada,
    bob,
    project,
    shared,
    section: spring.id,
    parent: parent.id,
    recurring: recurring.id,
    comment: posted[0],
    file: picture.file_id,
    label: label.id,
    filter: filter.id,
    reminder: reminder.id,
    transfer: transfer.id,
    syncToken: sync_token,
  };
}

async function aPerson(dataSource: DataSource): Promise<Registered> {
  const person = { user_id: newId(), email: `${newId()}@example.org` };
  await dataSource.query('INSERT INTO member (id, email, full_name, timezone, version) VALUES (?, ?, ?, ?, ?)', [
    idToBytes(person.user_id),
    person.email,
    'Sam Doe',
    'UTC',
    1,
  ]);
  return person;
}

import type { Actor } from '#contracts/actor.js';
import { searchContract } from '#contracts/search.contract.js';
import { sharedLabelContract } from '#contracts/shared-label.contract.js';
import { fullProjectContract } from '#contracts/full-project.contract.js';
import type { Client } from '#contracts/contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { seed } from '../../../../bench/size/seed.mjs';
import { Indexer } from '../../src/search/indexer.js';
import { aComment, aMember, aPicture, aRegistered, aTask, type Fixture, type Registered } from '../fixture.js';

/** Projects of 200 tasks each: somebody's, and other people's. */
const projects = { projects: 15, others: 60 };
const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/** Somebody who has a bit of everything, among other people who have as much. */
export interface World {
  fixture: Fixture;
  search: Client<typeof searchContract>;
  sharedLabels: Client<typeof sharedLabelContract>;
  fullProjects: Client<typeof fullProjectContract>;
  ada: Registered;
  /** Has a project with Ada, and one of her tasks. */
  bob: Registered;
  project: string;
  shared: string;
  section: string;
  parent: string;
  task: string;
  recurring: string;
  comment: string;
  /** On a comment. */
  file: string;
  label: string;
  filter: string;
  reminder: string;
  syncToken: string;
}

export async function seededWorld(fixture: Fixture): Promise<World> {
  const { tasks, sections, comments, labels, filters, reminders, archive, service, syncs } = fixture;
  const ada = await aRegistered(fixture);
  await fixture.projects.list({}, ada);
  await seed(process.env.TASK_DATABASE_URL!, { owner: ada.user_id, ...projects });
  const rows = await service.dataSource.query<{ id: Buffer }[]>(
    "SELECT id FROM project WHERE user_id = ? AND name LIKE 'Project %' ORDER BY position",
    [idToBytes(ada.user_id)],
  );
  const [project, shared, away] = rows.map(({ id }) => bytesToId(id));
  const bob = await aMember(fixture, { project_id: shared }, 'editor', ada);
  const spring = await sections.add({ name: 'Spring', project_id: project }, ada);
  const autumn = await sections.add({ name: 'Autumn', project_id: project }, ada);
  const parent = await tasks.add(aTask({ section_id: spring.id, labels: ['home'] }), ada);
  const added: string[] = [];
  for (let n = 0; n < 30; n++) {
    const due = n % 2 === 0 ? { due_date: days(n - 15) } : {};
    const place =
      n % 3 === 0 ? { parent_id: parent.id } : n % 3 === 1 ? { section_id: autumn.id } : { project_id: shared };
    added.push((await tasks.add(aTask({ content: `Mow lawn ${n}`, ...due, ...place }), ada)).id);
  }
  const recurring = await tasks.add(aTask({ due_string: 'every day at 9', project_id: project }), ada);
  for (let n = 0; n < 4; n++) await tasks.close({ id: recurring.id }, ada);
  for (const id of added.slice(20)) await tasks.close({ id }, ada);
  const posted: string[] = [];
  for (let n = 0; n < 30; n++) {
    const on = n % 3 === 0 ? { project_id: project } : { task_id: parent.id };
    posted.push((await comments.add(aComment({ ...on, content: `Rain ${n}` }), ada)).id);
  }
  const picture = aPicture({ task_id: parent.id });
  await comments.add(picture, ada);
  const label = await labels.add({ name: 'home' }, ada);
  const filter = await filters.add({ name: 'Soon', query: 'today | overdue' }, ada);
  const reminder = await reminders.add({ task_id: recurring.id, minute_offset: 30 }, ada);
  const { id } = await fixture.invitations.invite({ task_id: parent.id, email: bob.email, role: 'editor' }, ada);
  await fixture.invitations.accept({ id }, bob);
  await archive.archiveProject({ id: away }, ada);
  await archive.archiveSection({ id: autumn.id }, ada);
  await service.app.get(Indexer, { strict: false }).round();
  const { sync_token } = await syncs.read({ resource_types: ['all'] }, ada);
  for (const table of await tablesOf(fixture)) await service.dataSource.query(`ANALYZE TABLE ${table}`);
  return {
    fixture,
    search: service.client(searchContract),
    sharedLabels: service.client(sharedLabelContract),
    fullProjects: service.client(fullProjectContract),
    ada,
    bob,
    project,
    shared,
    section: spring.id,
    parent: parent.id,
    task: added[0],
    recurring: recurring.id,
    comment: posted[0],
    file: picture.file_id,
    label: label.id,
    filter: filter.id,
    reminder: reminder.id,
    syncToken: sync_token,
  };
}

async function tablesOf({ service }: Fixture): Promise<string[]> {
  const rows = await service.dataSource.query<{ name: string }[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  return rows.map(({ name }) => name);
}

export type Calls = Record<string, (actor?: Actor) => Promise<unknown>>;

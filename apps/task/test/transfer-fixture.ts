import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import type { Client } from '#contracts/contract.js';
import type { SyncCommand } from '#contracts/sync.contract.js';
import { type Applied, type Thing, transferContract } from '#contracts/transfer.contract.js';
import { aComment, aPicture, aRegistered, aTask, type Fixture } from './fixture.js';

type Transfers = Client<typeof transferContract>;

const aCommand = (type: string, args: Record<string, unknown>): SyncCommand => ({ type, uuid: randomUUID(), args });

/** As long as who imports waits. */
const patient = { timeout: 60_000 };

export const transfersOf = ({ service }: Fixture): Transfers => service.client(transferContract);

/** Everything that somebody has, as a file tells it. */
export async function exported(transfers: Transfers, actor: Actor, project_id?: string): Promise<Thing[]> {
  const { id, pages } = await transfers.export({ project_id }, actor, patient);
  const things: Thing[] = [];
  for (let number = 0; number < pages; number++) things.push(...(await transfers.page({ id, number }, actor)).things);
  await transfers.discard({ id }, actor);
  return things;
}

/** A transfer into which things were put, a few at a time. */
export async function staged(transfers: Transfers, things: Thing[], actor: Actor): Promise<string> {
  const { id } = await transfers.begin({}, actor);
  for (let number = 0; number * 7 < things.length; number++) {
    await transfers.stage({ id, number, things: things.slice(number * 7, (number + 1) * 7) }, actor, patient);
  }
  return id;
}

export async function imported(
  transfers: Transfers,
  things: Thing[],
  actor: Actor,
  project_id?: string,
): Promise<Applied> {
  return transfers.apply({ id: await staged(transfers, things, actor), project_id }, actor, patient);
}

/** The same with every id replaced by how many came before it, so that two accounts can be compared. */
export function withoutIds(things: Thing[]): Thing[] {
  const numbers = new Map<string, string>();
  const text = JSON.stringify(things).replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    (id) => {
      if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`);
      return numbers.get(id)!;
    },
  );
  return JSON.parse(text) as Thing[];
}

/** Somebody who has used everything that there is. */
export async function aLife(fixture: Fixture): Promise<Actor> {
  const actor = await aRegistered(fixture);
  const { projects, sections, tasks, labels, filters, comments, reminders, relations, archive } = fixture;
  await labels.add({ name: 'home', color: 'red', is_favorite: true }, actor);
  await labels.add({ name: 'away' }, actor);
  await filters.add({ name: 'Soon', query: 'today | overdue & p1', color: 'blue' }, actor);
  await projects.update({ id: actor.user_id, color: 'teal', view_style: 'board', is_collapsed: true }, actor);
  const garden = await projects.add({ name: 'Garden', description: '**Ours**', color: 'green' }, actor);
  const beds = await projects.add({ name: 'Beds', parent_id: garden.id, is_favorite: true }, actor);
  const old = await projects.add({ name: 'Old' }, actor);
  const spring = await sections.add({ name: 'Spring', project_id: beds.id }, actor);
  const winter = await sections.add({ name: 'Winter', project_id: beds.id, description: 'Cold' }, actor);
  const due = aTask({ due_string: 'tomorrow at 9', labels: ['home', 'shared'], priority: 4, section_id: spring.id });
  const parent = await tasks.add({ ...due, duration: 30, duration_unit: 'minute', deadline_date: '2040-01-02' }, actor);
  const child = await tasks.add(aTask({ content: 'A part', parent_id: parent.id }), actor);
  await tasks.add(aTask({ content: 'A part of it 🌱', parent_id: child.id, description: 'Deep' }), actor);
  await tasks.close({ id: child.id }, actor);
  const daily = await tasks.add(aTask({ content: 'Daily', due_string: 'every day at 8' }), actor);
  await tasks.close({ id: daily.id }, actor);
  await tasks.add(aTask({ content: 'First', order: 1, assignee_id: actor.user_id }), actor);
  const fixed = aTask({ content: 'Fixed', due_datetime: '2039-03-04T10:00:00+02:00', project_id: old.id });
  const { id: fixedId } = await tasks.add(fixed, actor);
  const gone = await tasks.add(aTask({ content: 'Done and gone' }), actor);
  await tasks.close({ id: gone.id }, actor);
  await tasks.delete({ id: gone.id }, actor);
  await relations.add({ task_id: parent.id, type: 'blocks', related_task_id: daily.id }, actor);
  await relations.add({ task_id: fixedId, type: 'blocked_by', related_task_id: daily.id }, actor);
  await relations.add({ task_id: child.id, type: 'relates_to', related_task_id: fixedId }, actor);
  await reminders.add({ task_id: parent.id, minute_offset: 15 }, actor);
  await reminders.add({ task_id: daily.id, due: { string: 'every monday at 7' }, is_urgent: true }, actor);
  const { id: comment } = await comments.add(aComment({ task_id: parent.id }), actor);
  const reacting = ['🌱', '👍🏽'].map((reaction) => aCommand('note_reaction_add', { id: comment, reaction }));
  await fixture.syncs.apply({ commands: reacting }, actor);
  await comments.add(aPicture({ project_id: beds.id }), actor);
  await sections.update({ id: spring.id, is_collapsed: true }, actor);
  await tasks.update({ id: parent.id, is_collapsed: true }, actor);
  await archive.archiveProject({ id: old.id }, actor);
  await archive.archiveSection({ id: winter.id }, actor);
  return actor;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FailureData } from '#contracts/failure.js';
import { newId } from '#database/id.js';
import {
  aComment,
  aMember,
  anActor,
  aRegistered,
  aTask,
  type Fixture,
  type Registered,
  startTaskService,
} from './fixture.js';
import { Replica } from './replica.js';

let fixture: Fixture;
let owner: Registered;
let viewer: Registered;
let commenter: Registered;
const ids = { project: '', section: '', task: '', note: '', projectNote: '' };

beforeAll(async () => {
  fixture = await startTaskService();
  owner = await aRegistered(fixture, 'Olga');
  ids.project = (await fixture.projects.add({ name: 'Garden' }, owner)).id;
  ids.section = (await fixture.sections.add({ name: 'Beds', project_id: ids.project }, owner)).id;
  ids.task = (await fixture.tasks.add(aTask({ section_id: ids.section }), owner)).id;
  ids.note = (await fixture.comments.add(aComment({ task_id: ids.task }), owner)).id;
  ids.projectNote = (await fixture.comments.add(aComment({ project_id: ids.project }), owner)).id;
  viewer = await aMember(fixture, { project_id: ids.project }, 'viewer', owner);
  commenter = await aMember(fixture, { project_id: ids.project }, 'commenter', owner);
});
afterAll(() => fixture.stop());

const byTask = (): object => ({ id: ids.task });
const content = 'No';

/** What takes a greater role than that of a viewer, and whether it takes one than that of a commenter. */
const commands: Record<string, [args: () => object, commenterMay?: true]> = {
  item_add: [() => ({ content, project_id: ids.project })],
  item_update: [() => ({ id: ids.task, content })],
  item_move: [() => ({ id: ids.task, project_id: ids.project })],
  item_reorder: [() => ({ items: [{ id: ids.task, child_order: 7 }] })],
  item_update_day_orders: [() => ({ ids_to_orders: { [ids.task]: 7 } })],
  item_delete: [byTask],
  item_close: [byTask, true],
  item_complete: [byTask, true],
  item_uncomplete: [byTask, true],
  item_update_date_complete: [() => ({ id: ids.task, is_forward: 1 }), true],
  project_update: [() => ({ id: ids.project, name: content })],
  project_move: [() => ({ id: ids.project, parent_id: null })],
  project_reorder: [() => ({ projects: [{ id: ids.project, child_order: 7 }] })],
  project_archive: [() => ({ id: ids.project })],
  project_delete: [() => ({ id: ids.project })],
  share_project: [() => ({ project_id: ids.project, email: 'guest@example.org' })],
  section_add: [() => ({ name: content, project_id: ids.project })],
  section_update: [() => ({ id: ids.section, name: content })],
  section_move: [() => ({ id: ids.section, project_id: viewer.user_id })],
  section_reorder: [() => ({ sections: [{ id: ids.section, section_order: 7 }] })],
  section_archive: [() => ({ id: ids.section })],
  section_delete: [() => ({ id: ids.section })],
  note_add: [() => ({ item_id: ids.task, content, file_id: null, file_attachment: null }), true],
  note_update: [() => ({ id: ids.note, content })],
  note_reaction_add: [() => ({ id: ids.note, reaction: '👍' }), true],
  note_reaction_remove: [() => ({ id: ids.note, reaction: '👍' }), true],
  note_delete: [() => ({ id: ids.note })],
  project_note_add: [() => ({ project_id: ids.project, content, file_id: null, file_attachment: null }), true],
  project_note_delete: [() => ({ id: ids.projectNote })],
};

async function outcome(type: string, args: object, actor: Registered): Promise<FailureData | null> {
  const uuid = newId();
  const { outcomes } = await fixture.syncs.apply({ commands: [{ type, uuid, args: { ...args } }] }, actor);
  return outcomes[uuid];
}

describe('sync commands', () => {
  it.each(Object.keys(commands))('of a viewer are refused, and those of a stranger not found: %s', async (type) => {
    const replica = new Replica(fixture.syncs, owner);
    await replica.pull();
    const [args, commenterMay] = commands[type];
    expect(await outcome(type, args(), viewer)).toMatchObject({ kind: 'forbidden' });
    if (!commenterMay) expect(await outcome(type, args(), commenter)).toMatchObject({ kind: 'forbidden' });
    expect(await outcome(type, args(), { ...anActor(), email: '' })).toMatchObject({ kind: 'not_found' });
    expect(Object.values((await replica.pull()).resources).flat()).toEqual([]);
  });
});

import { expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { patternOf } from '#contracts/contract.js';
import { contracts } from '#contracts/registry.js';
import { sharedLabelContract } from '#contracts/shared-label.contract.js';
import type { Thing } from '#contracts/transfer.contract.js';
import { newId } from '#database/id.js';
import { changeAndFollow, kept, patience, twoReplicas } from './concurrency-fixture.js';
import { aComment, anActor, aTask } from './fixture.js';
import { type Random, randomOf } from './random.js';
import { Replica } from './replica.js';
import { imported, staged, transfersOf } from './transfer-fixture.js';

const writers = 8;
const readers = 3;
const fixture = twoReplicas();

/** What writers know of each other's things: whatever was made, though it may be gone. */
interface Known {
  projects: string[];
  sections: string[];
  tasks: string[];
  comments: string[];
  labels: string[];
  reminders: string[];
  relations: string[];
  filters: string[];
}

/** A project with a task that has a comment. */
const importOf = (number: number): Thing[] => [
  { kind: 'project', id: 'p', name: `Imported ${number}` },
  { kind: 'task', id: 't', project_id: 'p', content: 'Task', labels: [`label ${number % 4}`] },
  { kind: 'comment', id: 'c', task_id: 't', content: 'Comment' },
];

type Changes = Record<string, () => Promise<unknown>>;

/** Every command of the service, in the ways that touch different things: `<pattern> <way>`. */
function changesOf(known: Known, actor: Actor, random: Random): Changes {
  const {
    projects,
    sections,
    tasks,
    comments,
    labels,
    occurrences,
    reminders,
    relations,
    filters,
    archive,
    quickAdd,
    bulk,
    duplicates,
    trash,
    changes,
    service,
    syncs,
  } = fixture();
  const trashed = async (): Promise<string> => any((await trash.list({}, actor)).results.map(({ id }) => id));
  const undone = async (work: (options: { requestId: string }) => Promise<unknown>): Promise<void> => {
    const token = newId();
    await work({ requestId: token });
    await changes.apply({ token }, actor);
  };
  const transfers = transfersOf(fixture());
  const sharedLabels = service.client(sharedLabelContract);
  const any = (ids: string[]): string => ids[random(ids.length)] ?? actor.user_id;
  const project_id = random(3) === 0 ? actor.user_id : any(known.projects);
  const label = `label ${random(4)}`;
  const sync = (type: string, args: Record<string, unknown>): Promise<unknown> =>
    syncs.apply({ commands: [{ type, uuid: newId(), args }] }, actor);
  return {
    'task.add': async () => kept(known.tasks, await tasks.add(aTask({ project_id, labels: [label] }), actor)),
    'task.add first': async () => kept(known.tasks, await tasks.add(aTask({ project_id, order: 1 }), actor)),
    'task.add under': async () => kept(known.tasks, await tasks.add(aTask({ parent_id: any(known.tasks) }), actor)),
    'task.add in': async () => kept(known.tasks, await tasks.add(aTask({ section_id: any(known.sections) }), actor)),
    'task.add daily': async () => kept(known.tasks, await tasks.add(aTask({ due_string: 'every day' }), actor)),
    'task.update': () => tasks.update({ id: any(known.tasks), content: `Task ${random(1000)}` }, actor),
    'task.update order': () => tasks.update({ id: any(known.tasks), order: random(5) }, actor),
    'task.move': () => tasks.move({ id: any(known.tasks), project_id }, actor),
    'task.move under': () => tasks.move({ id: any(known.tasks), parent_id: any(known.tasks) }, actor),
    'task.close': () => tasks.close({ id: any(known.tasks) }, actor),
    'task.reopen': () => tasks.reopen({ id: any(known.tasks) }, actor),
    'task.delete': () => tasks.delete({ id: any(known.tasks) }, actor),
    'duplicate.task': () => duplicates.task({ id: any(known.tasks) }, actor),
    'duplicate.project': () => duplicates.project({ id: any(known.projects) }, actor),
    'bulk.apply': () => {
      const ids = [any(known.tasks), any(known.tasks), any(known.tasks)];
      const [update, move, close] = ids.map((id) => ({ id }));
      const several = [
        { ...update, action: 'update' as const, add_labels: [label], remove_labels: ['label 0'] },
        { ...move, action: 'move' as const, project_id },
        { ...close, action: random(2) === 0 ? ('close' as const) : ('delete' as const) },
      ];
      return bulk.apply({ changes: several }, actor);
    },
    'occurrence.skip': () => occurrences.skip({ id: any(known.tasks) }, actor),
    'relation.add': async () =>
      kept(
        known.relations,
        await relations.add({ task_id: any(known.tasks), type: 'blocks', related_task_id: any(known.tasks) }, actor),
      ),
    'relation.delete': () => relations.delete({ id: any(known.relations) }, actor),
    'reminder.add': async () =>
      kept(
        known.reminders,
        await reminders.add({ task_id: any(known.tasks), due: { string: 'every day at 9' } }, actor),
      ),
    'reminder.update': () => reminders.update({ id: any(known.reminders), is_urgent: random(2) === 0 }, actor),
    'reminder.delete': () => reminders.delete({ id: any(known.reminders) }, actor),
    'comment.add': async () => kept(known.comments, await comments.add(aComment({ task_id: any(known.tasks) }), actor)),
    'comment.add on a project': async () => kept(known.comments, await comments.add(aComment({ project_id }), actor)),
    'comment.update': () => comments.update({ id: any(known.comments), content: `Comment ${random(1000)}` }, actor),
    'sync.apply note_reaction_add': () => sync('note_reaction_add', { id: any(known.comments), reaction: '👍' }),
    'comment.delete': () => comments.delete({ id: any(known.comments) }, actor),
    'section.add': async () =>
      kept(known.sections, await sections.add({ name: 'Section', project_id, order: 1 }, actor)),
    'section.update': () => sections.update({ id: any(known.sections), name: `Section ${random(1000)}` }, actor),
    'section.delete': () => sections.delete({ id: any(known.sections) }, actor),
    'label.add': async () => kept(known.labels, await labels.add({ name: label }, actor)),
    'label.update': () => labels.update({ id: any(known.labels), name: label }, actor),
    'label.delete': () => labels.delete({ id: any(known.labels) }, actor),
    'shared_label.rename': () => sharedLabels.rename({ name: label, new_name: 'label 1' }, actor),
    'shared_label.remove': () => sharedLabels.remove({ name: label }, actor),
    'project.add': async () => kept(known.projects, await projects.add({ name: 'Project' }, actor)),
    'project.update': () => projects.update({ id: any(known.projects), name: `Project ${random(1000)}` }, actor),
    'project.delete': () => (random(3) === 0 ? projects.delete({ id: any(known.projects) }, actor) : Promise.resolve()),
    'filter.add': async () => kept(known.filters, await filters.add({ name: 'Filter', query: 'today' }, actor)),
    'filter.update': () => filters.update({ id: any(known.filters), name: `Filter ${random(1000)}` }, actor),
    'filter.reorder': () => filters.reorder({ id_order_mapping: { [any(known.filters)]: random(5) } }, actor),
    'filter.delete': () => filters.delete({ id: any(known.filters) }, actor),
    'quick-add.add': async () => kept(known.tasks, await quickAdd.add({ text: `Quick @${label} tomorrow` }, actor)),
    'archive.archiveProject': () => archive.archiveProject({ id: any(known.projects) }, actor),
    'archive.unarchiveProject': () => archive.unarchiveProject({ id: any(known.projects) }, actor),
    'archive.archiveSection': () => archive.archiveSection({ id: any(known.sections) }, actor),
    'archive.unarchiveSection': () => archive.unarchiveSection({ id: any(known.sections) }, actor),
    'trash.restore': async () => trash.restore({ id: await trashed() }, actor),
    'trash.purge': async () => trash.purge({ id: await trashed() }, actor),
    'trash.empty': () => (random(9) === 0 ? trash.empty({}, actor) : Promise.resolve()),
    'undo.apply': () => undone((options) => tasks.close({ id: any(known.tasks) }, actor, options)),
    'undo.apply move': () => undone((options) => tasks.move({ id: any(known.tasks), project_id }, actor, options)),
    'undo.apply project': () => undone((options) => duplicates.project({ id: any(known.projects) }, actor, options)),
    'undo.apply delete': () => undone((options) => tasks.delete({ id: any(known.tasks) }, actor, options)),
    'transfer.begin': () => transfers.begin({}, actor),
    'transfer.stage': () => staged(transfers, importOf(random(100)), actor),
    'transfer.apply': () => imported(transfers, importOf(random(100)), actor),
    'transfer.apply into': () => imported(transfers, importOf(random(100)).slice(0, 2), actor, project_id),
    'transfer.discard': async () => transfers.discard({ id: (await transfers.begin({}, actor)).id }, actor),
    'sync.apply section_move': () => sync('section_move', { id: any(known.sections), project_id }),
    'sync.apply project_move': () => sync('project_move', { id: any(known.projects), parent_id: any(known.projects) }),
    'sync.apply label_rename': () => sync('label_rename', { name_old: label, name_new: 'label 0' }),
  };
}

const nothing = (): Known => ({
  projects: [],
  sections: [],
  tasks: [],
  comments: [],
  labels: [],
  reminders: [],
  relations: [],
  filters: [],
});

/** They change who sees what, and have tests of their own: sync-sharing-concurrency.int-spec.ts. */
const ofSharing = /^(collaborator|invitation)[.]/;

it('knows every command of the service that changes something', () => {
  const commands = contracts
    .filter(({ service }) => service === 'task')
    .flatMap((contract) =>
      Object.entries(contract.commands).flatMap(([name, { once }]) => (once ? [patternOf(contract, name)] : [])),
    );
  const patterns = Object.keys(changesOf(nothing(), anActor(), randomOf(0))).map((name) => name.split(' ')[0]);
  const expected = commands.filter((pattern) => !ofSharing.test(pattern));
  expect(new Set(patterns)).toEqual(new Set([...expected, 'sync.apply']));
});

it(
  'misses nothing while many write at the same time, through two replicas',
  async () => {
    const actor = anActor();
    const known = nothing();
    const replicas = Array.from({ length: readers }, () => new Replica(fixture().syncs, actor));
    await changeAndFollow(writers, (random) => Object.values(changesOf(known, actor, random)), replicas);
    expect(known.tasks.length).toBeGreaterThan(0);
  },
  patience,
);

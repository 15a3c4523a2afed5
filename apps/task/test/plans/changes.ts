import { newId } from '#database/id.js';
import type { Calls } from '#testing/plans/observed.js';
import { aComment, aTask } from '../fixture.js';
import type { World } from './seeded-world.js';
import { someThings } from './some-things.js';

/** Representative calls of every command that changes something, in an order in which all of them succeed. */
export function changesOf({ handlers, indexer, ada, bob, ...world }: World): Calls {
  const { projects, sections, tasks, labels, filters, comments, occurrences, trash, syncs, quickAdd, reminders } =
    handlers;
  const { archive, collaborators, invitations, sharedLabels, undo } = handlers;
  const { bulk, duplicates, relations, transfers } = handlers;
  const { project, shared, section, parent, recurring, comment } = world;
  const made: Record<string, string> = {};
  const make = async (name: string, thing: Promise<{ id: string }>): Promise<void> =>
    void (made[name] = (await thing).id);
  const sync = (type: string, args: Record<string, unknown>): Promise<unknown> =>
    syncs.apply({ commands: [{ type, uuid: newId(), args }] }, ada);
  return {
    'project.add': () => make('project', projects.add({ name: 'New', parent_id: project }, ada)),
    'project.update': () => projects.update({ id: made.project, name: 'Newer' }, ada),
    'section.add': () => make('section', sections.add({ name: 'New', project_id: project, order: 1 }, ada)),
    'section.update': () => sections.update({ id: made.section, name: 'Newer' }, ada),
    'task.add': () => make('task', tasks.add(aTask({ project_id: project, labels: ['home'] }), ada)),
    'task.add first': () => make('first', tasks.add(aTask({ project_id: project, order: 1 }), ada)),
    'task.add under a task': () => make('under', tasks.add(aTask({ parent_id: made.task }), ada)),
    'task.update': () => tasks.update({ id: made.task, content: 'Other', labels: ['away'] }, ada),
    'task.update order': () => tasks.update({ id: made.task, order: 1 }, ada),
    'task.update assignee': () => tasks.update({ id: made.task, assignee_id: ada.user_id }, ada),
    'task.move': () => tasks.move({ id: made.task, project_id: shared }, ada),
    'task.move under a task': () => tasks.move({ id: made.first, parent_id: made.task }, ada),
    'task.close': () => tasks.close({ id: made.task }, ada),
    'task.close one that recurs': () => tasks.close({ id: recurring }, ada),
    'task.reopen': () => tasks.reopen({ id: made.under }, ada),
    'occurrence.skip': () => occurrences.skip({ id: recurring }, ada),
    'quick-add.add': () => quickAdd.add({ text: 'Quick #Project 2 @home tomorrow' }, ada),
    'relation.add': () =>
      make('relation', relations.add({ task_id: made.task, type: 'blocks', related_task_id: made.first }, ada)),
    'relation.add blocked by': () =>
      relations.add({ task_id: made.task, type: 'blocked_by', related_task_id: parent }, ada),
    'relation.delete': () => relations.delete({ id: made.relation }, ada),
    'duplicate.task': () => make('copy', duplicates.task({ id: parent }, ada)),
    'duplicate.project': () => duplicates.project({ id: project }, ada),
    'bulk.apply': () =>
      bulk.apply(
        {
          changes: [
            { action: 'update', id: made.copy, content: 'Other', labels: ['home'] },
            { action: 'move', id: made.copy, section_id: section },
            { action: 'close', id: made.first },
            { action: 'reopen', id: made.first },
            { action: 'delete', id: made.copy },
          ],
        },
        ada,
      ),
    'comment.add': () => make('comment', comments.add(aComment({ task_id: made.task }), bob)),
    'comment.update': () => comments.update({ id: made.comment, content: 'Other' }, bob),
    'sync.apply note_reaction_add': () => sync('note_reaction_add', { id: made.comment, reaction: '👍' }),
    'comment.delete': () => comments.delete({ id: comment }, ada),
    'label.add': () => make('label', labels.add({ name: 'away' }, ada)),
    'label.update': () => labels.update({ id: made.label, name: 'far away' }, ada),
    'label.delete': () => labels.delete({ id: made.label }, ada),
    'shared_label.rename': () => sharedLabels.rename({ name: 'errands', new_name: 'shopping' }, ada),
    'shared_label.remove': () => sharedLabels.remove({ name: 'shopping' }, ada),
    'filter.add': () => make('filter', filters.add({ name: 'New', query: 'today', item_order: 1 }, ada)),
    'filter.update': () => filters.update({ id: made.filter, name: 'Newer' }, ada),
    'filter.reorder': () => filters.reorder({ id_order_mapping: { [made.filter]: 7 } }, ada),
    'filter.delete': () => filters.delete({ id: made.filter }, ada),
    'reminder.add': () => make('reminder', reminders.add({ task_id: parent, due: { string: 'every day at 9' } }, ada)),
    'reminder.update': () => reminders.update({ id: made.reminder, is_urgent: true }, ada),
    'reminder.delete': () => reminders.delete({ id: made.reminder }, ada),
    'invitation.invite': () =>
      make('invitation', invitations.invite({ project_id: project, email: bob.email, role: 'editor' }, ada)),
    'invitation.decline': () => invitations.decline({ id: made.invitation }, bob),
    'invitation.revoke': () => invitations.revoke({ id: made.invitation }, ada),
    'invitation.accept': async () => {
      const { id } = await invitations.invite({ project_id: project, email: bob.email, role: 'viewer' }, ada);
      await invitations.accept({ id }, bob);
    },
    'collaborator.change': () =>
      collaborators.change({ project_id: project, user_id: bob.user_id, role: 'manager' }, ada),
    'collaborator.remove': () => collaborators.remove({ project_id: project, user_id: bob.user_id }, ada),
    'collaborator.transfer': () => collaborators.transfer({ project_id: shared, user_id: bob.user_id }, ada),
    'archive.archiveSection': () => archive.archiveSection({ id: section }, ada),
    'archive.unarchiveSection': () => archive.unarchiveSection({ id: section }, ada),
    'archive.archiveProject': () => archive.archiveProject({ id: made.project }, ada),
    'archive.unarchiveProject': () => archive.unarchiveProject({ id: made.project }, ada),
    'sync.apply section_move': () => sync('section_move', { id: made.section, project_id: ada.user_id }),
    'sync.apply project_move': () => sync('project_move', { id: made.project, parent_id: null }),
    'sync.apply project_reorder': () => sync('project_reorder', { projects: [{ id: made.project, child_order: 2 }] }),
    'task.delete': () => tasks.delete({ id: parent }, ada),
    'trash.restore': () => trash.restore({ id: parent }, ada),
    'section.delete': () => sections.delete({ id: section }, ada),
    'trash.restore a section': () => trash.restore({ id: section }, ada),
    'project.delete': () => projects.delete({ id: project }, ada),
    'trash.restore a project': () => trash.restore({ id: project }, ada),
    'task.delete another': () => tasks.delete({ id: recurring }, ada),
    'trash.purge': () => trash.purge({ id: recurring }, ada),
    'trash.empty': () => trash.empty({}, ada),
    'transfer.begin': () => make('transfer', transfers.begin({}, ada)),
    'transfer.stage': () => transfers.stage({ id: made.transfer, number: 0, things: someThings }, ada),
    'transfer.apply': () => transfers.apply({ id: made.transfer }, ada),
    'transfer.discard': () => transfers.discard({ id: world.transfer }, ada),
    'undo.apply': () => undo.apply({ token: newId() }, ada).catch(() => undefined),
    'the index': () => indexer.round(),
    'the index of what is gone': () => indexer.forgetGone(),
  };
}

import { expect } from '@jest/globals';
import type { Filter, TodoistApi } from '@doist/todoist-sdk';
import { withFiles } from '../calls.js';
import { aPicture } from '../picture.js';
import { type Effect, isGone, run } from './effect.js';

const look = { color: 'green', isFavorite: true } as const;

async function filterOf(api: TodoistApi, id: string): Promise<Filter | undefined> {
  const { filters } = await api.sync({ syncToken: '*', resourceTypes: ['filters'] });
  return filters?.find((filter) => filter.id === id);
}

/** What sync commands do to labels, filters, comments and reminders. */
export const wordEffects = {
  async label_add({ api }) {
    const id = await run(api, 'label_add', { name: 'added', itemOrder: 7, ...look });
    expect(await api.getLabel(id)).toMatchObject({ name: 'added', order: 7, ...look });
  },
  async label_update({ api }) {
    const { id } = await api.addLabel({ name: 'befor' });
    const task = await api.addTask({ content: 'Has it', labels: ['befor'] });
    await run(api, 'label_update', { id, name: 'before', itemOrder: 8, ...look });
    expect(await api.getLabel(id)).toMatchObject({ name: 'before', order: 8, ...look });
    expect((await api.getTask(task.id)).labels).toEqual(['before']);
  },
  async label_rename({ api }) {
    const { id } = await api.addTask({ content: 'Has it', labels: ['old name'] });
    await run(api, 'label_rename', { nameOld: 'old name', nameNew: 'new name' });
    expect((await api.getTask(id)).labels).toEqual(['new name']);
  },
  async label_update_orders({ api }) {
    const { id } = await api.addLabel({ name: 'in order' });
    await run(api, 'label_update_orders', { idOrderMapping: { [id]: 4 } });
    expect(await api.getLabel(id)).toMatchObject({ order: 4 });
  },
  async label_delete({ api }) {
    const [all, none] = [await api.addLabel({ name: 'off tasks' }), await api.addLabel({ name: 'on tasks' })];
    const { id } = await api.addTask({ content: 'Has both', labels: ['off tasks', 'on tasks'] });
    await run(api, 'label_delete', { id: all.id, cascade: 'all' });
    await run(api, 'label_delete', { id: none.id, cascade: 'none' });
    for (const label of [all, none]) expect(await isGone(api.getLabel(label.id))).toBe(true);
    expect((await api.getTask(id)).labels).toEqual(['on tasks']);
  },
  async label_delete_occurrences({ api }) {
    const { id } = await api.addTask({ content: 'Has it', labels: ['stays', 'goes'] });
    await run(api, 'label_delete_occurrences', { name: 'goes' });
    expect((await api.getTask(id)).labels).toEqual(['stays']);
  },
  async filter_add({ api }) {
    const id = await run(api, 'filter_add', { name: 'Soon', query: 'today', itemOrder: 7, ...look });
    expect(await filterOf(api, id)).toMatchObject({ name: 'Soon', query: 'today', itemOrder: 7, ...look });
  },
  async filter_update({ api }) {
    const id = await run(api, 'filter_add', { name: 'Son', query: 'today' });
    await run(api, 'filter_update', { id, name: 'Sooner', query: 'overdue', itemOrder: 8, ...look });
    expect(await filterOf(api, id)).toMatchObject({ name: 'Sooner', query: 'overdue', itemOrder: 8, ...look });
  },
  async filter_update_orders({ api }) {
    const id = await run(api, 'filter_add', { name: 'In order', query: 'today' });
    await run(api, 'filter_update_orders', { idOrderMapping: { [id]: 4 } });
    expect(await filterOf(api, id)).toMatchObject({ itemOrder: 4 });
  },
  async filter_delete({ api }) {
    const id = await run(api, 'filter_add', { name: 'Gone', query: 'today' });
    await run(api, 'filter_delete', { id });
    expect(await filterOf(api, id)).toBeUndefined();
  },
  async note_add(client) {
    const { api, person } = client;
    const me = person.id;
    const { id: itemId, projectId } = await api.addTask({ content: 'Discuss' });
    const fileAttachment = await withFiles(client).uploadFile({ file: aPicture(), fileName: 'ripe.png' });
    const note = { content: 'Ripe', uidsToNotify: [me], fileAttachment, postedAt: '2020-02-03T04:05:06.000Z' };
    expect(await api.getComment(await run(api, 'note_add', { itemId, ...note }))).toMatchObject({
      taskId: itemId,
      content: 'Ripe',
      uidsToNotify: [me],
      fileAttachment: { fileName: 'ripe.png' },
      postedAt: new Date(note.postedAt),
    });
    const onProject = await run(api, 'note_add', { projectId, ...note });
    expect(await api.getComment(onProject)).toMatchObject({ projectId, content: 'Ripe' });
  },
  async note_update(client) {
    const [api, me] = [withFiles(client), client.person.id];
    const task = await api.addTask({ content: 'Discuss' });
    const { id } = await api.addComment({ taskId: task.id, content: 'Rip' });
    await run(api, 'note_update', { id, itemId: task.id, content: 'Ripe' });
    await run(api, 'note_update', { id, projectId: task.projectId, uidsToNotify: [me] });
    for (const fileName of ['green.png', 'ripe.png']) {
      const fileAttachment = await api.uploadFile({ file: aPicture(), fileName });
      await run(api, 'note_update', { id, fileAttachment });
      const comment = await api.getComment(id);
      expect(comment).toMatchObject({ content: 'Ripe', uidsToNotify: [me], fileAttachment: { fileName } });
      expect(Buffer.from(await (await api.viewAttachment(comment)).arrayBuffer())).toEqual(aPicture());
    }
    await run(api, 'note_update', { id, fileAttachment: null });
    expect(await api.getComment(id)).toMatchObject({ content: 'Ripe', fileAttachment: null });
  },
  async note_delete({ api }) {
    const task = await api.addTask({ content: 'Discuss' });
    const { id } = await api.addComment({ taskId: task.id, content: 'Gone' });
    await run(api, 'note_delete', { id });
    expect(await isGone(api.getComment(id))).toBe(true);
  },
  async note_reaction_add({ api, person: { id: me } }) {
    const task = await api.addTask({ content: 'Discuss' });
    const { id } = await api.addComment({ taskId: task.id, content: 'Ripe' });
    for (const reaction of ['🍅', '❤️', '🍅']) await run(api, 'note_reaction_add', { id, reaction });
    expect(await api.getComment(id)).toMatchObject({ reactions: { '🍅': [me], '❤️': [me] } });
  },
  async note_reaction_remove({ api }) {
    const task = await api.addTask({ content: 'Discuss' });
    const { id } = await api.addComment({ taskId: task.id, content: 'Ripe' });
    await run(api, 'note_reaction_add', { id, reaction: '👍🏽' });
    await run(api, 'note_reaction_remove', { id, reaction: '👍🏽' });
    expect(await api.getComment(id)).toMatchObject({ reactions: null });
  },
  async reminder_add({ api, person: { id: notifyUid } }) {
    const { id: itemId } = await api.addTask({ content: 'Call', dueDatetime: '2999-01-01T09:00:00' });
    const how = { itemId, service: 'email', notifyUid } as const;
    const relative = await run(api, 'reminder_add', { type: 'relative', minuteOffset: 30, ...how });
    expect(await api.getReminder(relative)).toMatchObject({ type: 'relative', minuteOffset: 30, notifyUid });
    const absolute = await run(api, 'reminder_add', { type: 'absolute', due: { date: '2998-12-31T20:00:00' }, ...how });
    expect(await api.getReminder(absolute)).toMatchObject({ type: 'absolute', due: { date: '2998-12-31T20:00:00' } });
  },
  async reminder_update({ api, person: { id: notifyUid } }) {
    const { id: itemId } = await api.addTask({ content: 'Call', dueDatetime: '2999-01-01T09:00:00' });
    const id = await run(api, 'reminder_add', { type: 'relative', itemId, minuteOffset: 30 });
    await run(api, 'reminder_update', { id, type: 'relative', minuteOffset: 10, service: 'push', notifyUid });
    expect(await api.getReminder(id)).toMatchObject({ minuteOffset: 10 });
    const due = { date: '2998-12-31T20:00:00' };
    await run(api, 'reminder_update', { id, type: 'absolute', due });
    expect(await api.getReminder(id)).toMatchObject({ type: 'absolute', due });
  },
  async reminder_delete({ api }) {
    const { id: itemId } = await api.addTask({ content: 'Call', dueDatetime: '2999-01-01T09:00:00' });
    const id = await run(api, 'reminder_add', { type: 'relative', itemId, minuteOffset: 30 });
    await run(api, 'reminder_delete', { id });
    await expect(api.getReminder(id)).rejects.toThrow('was not found');
  },
} satisfies Record<`${'label' | 'filter' | 'note' | 'reminder'}_${string}`, Effect>;

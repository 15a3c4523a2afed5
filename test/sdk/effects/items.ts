import { expect } from '@jest/globals';
import { type Effect, isGone, run } from './effect.js';

const due = { string: 'tomorrow at 9', lang: 'en' };
const fields = {
  content: 'Dig',
  description: 'Deep',
  deadline: { date: '2999-01-02', lang: 'en' },
  duration: { amount: 30, unit: 'minute' },
  priority: 4,
  labels: ['outside'],
  dayOrder: 3,
} as const;
const told = { ...fields, isCollapsed: true, due: { string: 'tomorrow at 9' } };
const given = { ...fields, due, labels: [...fields.labels], isCollapsed: true };

/** What sync commands do to tasks. */
export const itemEffects = {
  async item_add({ api, person: { id: me } }) {
    const [autoReminder, { id: projectId }] = [45, await api.addProject({ name: 'Garden' })];
    await run(api, 'user_update', { autoReminder });
    const { id: sectionId } = await api.addSection({ name: 'Beds', projectId });
    const whose = { responsibleUid: me, assignedByUid: me };
    const place = { projectId, sectionId, childOrder: 7 };
    const id = await run(api, 'item_add', {
      ...given,
      ...place,
      ...whose,
      autoReminder: true,
    });
    expect(await api.getTask(id)).toMatchObject({ ...told, ...place, ...whose });
    const { results: reminders } = await api.getReminders({ taskId: id });
    expect(reminders).toMatchObject([{ type: 'relative', minuteOffset: autoReminder }]);
    const under = await run(api, 'item_add', { content: 'Borrow a spade', parentId: id });
    expect(await api.getTask(under)).toMatchObject({ parentId: id, projectId, sectionId });
  },
  async item_update({ api, person: { id: me } }) {
    const { id } = await api.addTask({ content: 'Sow' });
    await run(api, 'item_update', { id, ...given, responsibleUid: me, assignedByUid: me });
    expect(await api.getTask(id)).toMatchObject({ ...told, responsibleUid: me, assignedByUid: me });
    await run(api, 'item_update', { id, due: null, deadline: null, duration: null, responsibleUid: null });
    expect(await api.getTask(id)).toMatchObject({
      ...{ ...fields, isCollapsed: true },
      ...{ due: null, deadline: null, duration: null, responsibleUid: null },
    });
  },
  async item_complete({ api }) {
    const { id } = await api.addTask({ content: 'Daily', dueString: 'every day' });
    const completedAt = '2020-02-03T04:05:06.000Z';
    await run(api, 'item_complete', { id, completedAt });
    expect(await api.getTask(id)).toMatchObject({ checked: true, completedAt: new Date(completedAt) });
  },
  async item_complete_undo({ api }) {
    const { id } = await api.addTask({ content: 'All' });
    const parts = [
      await api.addTask({ content: 'Done', parentId: id }),
      await api.addTask({ content: 'Open', parentId: id }),
    ];
    await api.closeTask(parts[0].id);
    await api.closeTask(id);
    const descendants = parts.map((part, index) => ({ id: part.id, checked: index === 0 }));
    await run(api, 'item_complete_undo', { id, descendants });
    const checked = await Promise.all(
      [id, ...parts.map((part) => part.id)].map(async (each) => (await api.getTask(each)).checked),
    );
    expect(checked).toEqual([false, true, false]);
  },
  async item_move({ api }) {
    const { id: projectId } = await api.addProject({ name: 'There' });
    const { id: sectionId } = await api.addSection({ name: 'Corner', projectId });
    const { id: parentId } = await api.addTask({ content: 'Above' });
    const { id } = await api.addTask({ content: 'Moves' });
    await run(api, 'item_move', { id, projectId });
    expect(await api.getTask(id)).toMatchObject({ projectId, sectionId: null });
    await run(api, 'item_move', { id, sectionId });
    expect(await api.getTask(id)).toMatchObject({ projectId, sectionId });
    await run(api, 'item_move', { id, sectionId: null });
    expect(await api.getTask(id)).toMatchObject({ projectId, sectionId: null });
    await run(api, 'item_move', { id, parentId });
    expect(await api.getTask(id)).toMatchObject({ parentId });
    await run(api, 'item_move', { id, parentId: null });
    expect(await api.getTask(id)).toMatchObject({ parentId: null });
  },
  async item_reorder({ api }) {
    const { id: projectId } = await api.addProject({ name: 'In order' });
    const [first, second] = [
      await api.addTask({ content: '1', projectId }),
      await api.addTask({ content: '2', projectId }),
    ];
    await run(api, 'item_reorder', { items: [first, second].map(({ id }, index) => ({ id, childOrder: 9 - index })) });
    const { results } = await api.getTasks({ projectId });
    expect(results.map(({ content, childOrder }) => [content, childOrder])).toEqual([
      ['2', 8],
      ['1', 9],
    ]);
  },
  async item_uncomplete({ api }) {
    const { id } = await api.addTask({ content: 'Again' });
    await api.closeTask(id);
    await run(api, 'item_uncomplete', { id });
    expect(await api.getTask(id)).toMatchObject({ checked: false, completedAt: null });
  },
  async item_update_date_complete({ api }) {
    const { id } = await api.addTask({ content: 'Weekly', dueString: 'every week starting 2999-01-07' });
    const { id: part } = await api.addTask({ content: 'Part', parentId: id });
    await api.closeTask(part);
    const next = { date: '2999-01-20', string: 'every week starting 2999-01-07', isRecurring: true };
    await run(api, 'item_update_date_complete', { id, due: next, isForward: true });
    expect(await api.getTask(id)).toMatchObject({ checked: false, due: { date: '2999-01-20', isRecurring: true } });
    expect(await api.getTask(part)).toMatchObject({ checked: false });
  },
  async item_delete({ api }) {
    const { id } = await api.addTask({ content: 'Gone' });
    await run(api, 'item_delete', { id });
    expect(await isGone(api.getTask(id))).toBe(true);
  },
  async item_update_day_orders({ api }) {
    const { id } = await api.addTask({ content: 'Today', dueString: 'today' });
    await run(api, 'item_update_day_orders', { idsToOrders: { [id]: 5 } });
    expect(await api.getTask(id)).toMatchObject({ dayOrder: 5 });
  },
} satisfies Record<`item_${string}`, Effect>;

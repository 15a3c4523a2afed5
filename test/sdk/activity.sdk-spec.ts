import { describe, expect } from '@jest/globals';
import { aClient, all, calls } from './calls.js';

describe('the activity log', () => {
  calls('getActivityLogs', 'tells what was done, newest first, page by page', async () => {
    const { api, person } = await aClient();
    const project = await api.addProject({ name: 'Garden' });
    const task = await api.addTask({ content: 'Sow', projectId: project.id });
    const comment = await api.addComment({ taskId: task.id, content: 'Early' });
    await api.updateTask(task.id, { content: 'Sow early' });
    await api.closeTask(task.id);
    await api.archiveProject(project.id);
    const label = await api.addLabel({ name: 'spring' });
    const log = await all((page) => api.getActivityLogs(page));
    expect(log.map(({ objectType, eventType }) => `${objectType}:${eventType}`)).toEqual([
      ...['label:added', 'project:archived', 'task:completed', 'task:updated', 'comment:added', 'task:added'],
      'project:added',
    ]);
    expect(log[0]).toMatchObject({ objectId: label.id, extraData: { name: 'spring' } });
    expect(log[3]).toMatchObject({
      objectId: task.id,
      parentProjectId: project.id,
      initiatorId: person.id,
      extraData: { content: 'Sow early', lastContent: 'Sow' },
    });
    expect(log[4]).toMatchObject({ objectId: comment.id, parentItemId: task.id });
  });

  calls('getActivityLogs', 'is narrowed by what was done, to what, by whom and when', async () => {
    const { api, person } = await aClient();
    const project = await api.addProject({ name: 'Garden' });
    const task = await api.addTask({ content: 'Sow', projectId: project.id });
    await api.closeTask((await api.addTask({ content: 'Elsewhere' })).id);
    const found = async (args: Parameters<typeof api.getActivityLogs>[0]): Promise<unknown[]> =>
      (await api.getActivityLogs(args)).results.map(({ objectId }) => objectId);
    expect(await found({ objectEventTypes: ['task:added'], parentProjectId: project.id })).toEqual([task.id]);
    expect(await found({ objectEventTypes: 'task:completed' })).toHaveLength(1);
    expect(await found({ objectId: task.id, initiatorId: person.id })).toEqual([task.id]);
    expect(await found({ initiatorId: project.id })).toEqual([]);
    expect(await found({ dateTo: new Date('2020-01-01') })).toEqual([]);
    expect(await found({ dateFrom: new Date('2020-01-01') })).toHaveLength(4);
  });
});

import { describe, expect } from '@jest/globals';
import { createCommand, type SyncResourceType } from '@doist/todoist-sdk';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';
import { aClient, calls, refusal } from './calls.js';

describe('sync', () => {
  calls('sync', 'answers everything, then what changed, and what is gone', async () => {
    const { api } = await aClient();
    const first = await api.sync({ resourceTypes: ['items', 'projects'], syncToken: '*' });
    expect(first).toMatchObject({ fullSync: true, items: [], projects: [{ name: 'Inbox' }] });
    const task = await api.addTask({ content: 'Water' });
    const second = await api.sync({ resourceTypes: ['items', 'projects'], syncToken: first.syncToken });
    expect(second).toMatchObject({ fullSync: false, items: [{ id: task.id, content: 'Water' }] });
    await api.deleteTask(task.id);
    const third = await api.sync({ resourceTypes: ['items'], syncToken: second.syncToken });
    expect(third.items).toMatchObject([{ id: task.id, isDeleted: true }]);
  });

  calls('sync', 'adds, changes and deletes reminders, and tells of them', async () => {
    const { api, person } = await aClient();
    const resourceTypes = ['reminders'] as const;
    const added = await api.sync({
      syncToken: '*',
      resourceTypes: [...resourceTypes],
      commands: [
        createCommand('item_add', { content: 'Call', due: { date: '2999-01-01T09:00:00' } }, 'task'),
        createCommand('reminder_add', { type: 'relative', itemId: 'task', minuteOffset: 30 }, 'relative'),
        createCommand('reminder_add', { type: 'absolute', itemId: 'task', due: { string: 'every day at 9' } }),
      ],
    });
    expect(Object.values(added.syncStatus ?? {})).toEqual(['ok', 'ok', 'ok']);
    const { task = '', relative = '' } = added.tempIdMapping ?? {};
    expect(added.reminders).toHaveLength(2);
    expect(added.reminders).toContainEqual(
      expect.objectContaining({ id: relative, itemId: task, notifyUid: person.id, type: 'relative', minuteOffset: 30 }),
    );
    const changed = await api.sync({
      syncToken: added.syncToken,
      resourceTypes: [...resourceTypes],
      commands: [createCommand('reminder_update', { id: relative, type: 'relative', minuteOffset: 10 })],
    });
    expect(changed.reminders).toMatchObject([{ id: relative, minuteOffset: 10, isDeleted: false }]);
    const gone = await api.sync({
      syncToken: changed.syncToken,
      resourceTypes: [...resourceTypes],
      commands: [createCommand('reminder_delete', { id: relative })],
    });
    expect(gone.reminders).toMatchObject([{ id: relative, isDeleted: true }]);
  });

  calls('sync', 'tells who takes part in a project, and when nobody else does any more', async () => {
    const [owner, guest] = [await aClient(), await aClient()];
    const { id: projectId } = await owner.api.addProject({ name: 'Ours' });
    const resourceTypes: SyncResourceType[] = ['collaborators', 'collaborator_states'];
    const first = await owner.api.sync({ syncToken: '*', resourceTypes });
    expect(first).toMatchObject({ fullSync: true, collaborators: [], collaboratorStates: [] });
    await owner.api.sync({ commands: [createCommand('share_project', { projectId, email: guest.person.email })] });
    const ofGuest = Http.stack().as(guest.person.token);
    await confirmAddress(ofGuest, guest.person.email);
    const invitationId = await eventually(async () => {
      const { body } = await ofGuest.get<{ results: { id: string }[] }>('/api/v1/invitations');
      expect(body.results).toHaveLength(1);
      return body.results[0].id;
    });
    await guest.api.sync({ commands: [createCommand('accept_invitation', { invitationId, invitationSecret: '' })] });
    const shared = await owner.api.sync({ syncToken: first.syncToken, resourceTypes });
    expect(shared.collaborators).toContainEqual(
      expect.objectContaining({ id: guest.person.id, email: guest.person.email, imageId: null }),
    );
    expect(shared.collaboratorStates).toContainEqual(
      expect.objectContaining({ projectId, userId: guest.person.id, state: 'active', isDeleted: false }),
    );
    await guest.api.sync({ commands: [createCommand('project_leave', { projectId })] });
    const left = await owner.api.sync({ syncToken: shared.syncToken, resourceTypes });
    expect(left.collaborators).toContainEqual(expect.objectContaining({ id: guest.person.id, isDeleted: true }));
    expect(left.collaboratorStates).toContainEqual(
      expect.objectContaining({ projectId, userId: guest.person.id, isDeleted: true }),
    );
  });

  calls('sync', 'changes the account and its goals', async () => {
    const { api } = await aClient();
    const update = createCommand('user_update', { fullName: 'Ada', timezone: 'Asia/Tokyo', startDay: 'Sunday' });
    const goals = createCommand('update_goals', { dailyGoal: 3, ignoreDays: ['Saturday', 'Sunday'] });
    await api.sync({ commands: [update, goals] });
    const wrong = createCommand('user_update', { timezone: 'Atlantis/Capital' });
    await expect(api.sync({ commands: [wrong] })).rejects.toMatchObject({ httpStatusCode: 400 });
    expect(await api.getUser()).toMatchObject({
      fullName: 'Ada',
      tzInfo: { timezone: 'Asia/Tokyo' },
      startDay: 7,
      dailyGoal: 3,
      daysOff: [6, 7],
    });
  });

  calls('sync', 'keeps what clients are told to do, and tells of it', async () => {
    const { api } = await aClient();
    const first = await api.sync({ syncToken: '*', resourceTypes: ['user_settings'] });
    expect(first.userSettings).toMatchObject({ reminderEmail: true, completedSoundMobile: true, legacyPricing: false });
    const changed = await api.sync({
      syncToken: first.syncToken,
      resourceTypes: ['user_settings'],
      commands: [createCommand('user_settings_update', { reminderEmail: false, completedSoundMobile: false })],
    });
    const told = { reminderEmail: false, reminderPush: true, completedSoundMobile: false };
    expect(changed).toMatchObject({ fullSync: false, userSettings: told });
    const same = await api.sync({ syncToken: changed.syncToken, resourceTypes: ['user_settings'] });
    expect(same.userSettings).toBeUndefined();
  });

  calls('sync', 'notes who is to be told of a comment, and who reacted to it', async () => {
    const { api, person } = await aClient();
    const note = createCommand(
      'note_add',
      { itemId: 'task', content: 'Ripe', uidsToNotify: [person.id], postedAt: new Date().toISOString() },
      'note',
    );
    const added = await api.sync({
      syncToken: '*',
      resourceTypes: ['notes'],
      commands: [
        createCommand('item_add', { content: 'Harvest' }, 'task'),
        note,
        createCommand('note_reaction_add', { id: 'note', reaction: '🍅' }),
        createCommand('note_reaction_add', { id: 'note', reaction: '❤️' }),
      ],
    });
    const { note: id = '' } = added.tempIdMapping ?? {};
    const reactions = { '🍅': [person.id], '❤️': [person.id] };
    expect(added.notes).toMatchObject([{ id, uidsToNotify: [person.id], reactions }]);
    const less = await api.sync({
      syncToken: added.syncToken,
      resourceTypes: ['notes'],
      commands: [createCommand('note_reaction_remove', { id, reaction: '🍅' })],
    });
    expect(less.notes).toMatchObject([{ id, reactions: { '❤️': [person.id] } }]);
    const wrong = createCommand('note_reaction_add', { id, reaction: 'thumbs up' });
    await expect(api.sync({ commands: [wrong] })).rejects.toMatchObject({ httpStatusCode: 400 });
    expect((await api.getComment(id)).reactions).toEqual({ '❤️': [person.id] });
  });

  calls('sync', 'refuses what a viewer may not do', async () => {
    const [owner, viewer] = [await aClient(), await aClient()];
    const { id: projectId } = await owner.api.addProject({ name: 'Read only' });
    const invitation = { email: viewer.person.email, role: 'viewer' };
    const [ofOwner, ofViewer] = [Http.stack().as(owner.person.token), Http.stack().as(viewer.person.token)];
    const { body } = await ofOwner.post<{ id: string }>(`/api/v1/projects/${projectId}/invitations`, invitation);
    await confirmAddress(ofViewer, viewer.person.email);
    await eventually(async () => {
      expect((await ofViewer.post(`/api/v1/invitations/${body.id}/accept`, {})).status).toBe(200);
    });
    const command = createCommand('item_add', { content: 'No', projectId });
    await expect(viewer.api.sync({ commands: [command] })).rejects.toMatchObject({ httpStatusCode: 403 });
    expect((await owner.api.getTasks({ projectId })).results).toEqual([]);
  });

  calls('moveTasks', 'moves several to a project, a section or a task', async () => {
    const { api } = await aClient();
    const project = await api.addProject({ name: 'Target' });
    const section = await api.addSection({ name: 'Corner', projectId: project.id });
    const ids: string[] = [];
    for (const content of ['One', 'Two']) ids.push((await api.addTask({ content })).id);
    const moved = await api.moveTasks(ids, { projectId: project.id });
    expect(moved.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await api.getTask(id)).toMatchObject({ projectId: project.id, sectionId: null });
    await api.moveTasks(ids, { sectionId: section.id });
    for (const id of ids) expect(await api.getTask(id)).toMatchObject({ sectionId: section.id });
    await api.moveTasks([ids[1]], { parentId: ids[0] });
    expect(await api.getTask(ids[1])).toMatchObject({ parentId: ids[0] });
    expect(await refusal(api.moveTasks([project.id], { sectionId: section.id }))).toBeDefined();
  });
});

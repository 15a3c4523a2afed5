import { expect } from '@jest/globals';
import { eventually } from '#testing/eventually.js';
import { Http } from '#testing/http.js';
import { confirmAddress } from '#testing/mail.js';
import { aClient, type Client } from '../calls.js';
import { type Effect, isGone, run } from './effect.js';

interface Invited {
  guest: Client;
  projectId: string;
  invitationId: string;
  message: string;
}

async function aGuest(): Promise<Client> {
  const guest = await aClient();
  await confirmAddress(Http.stack(guest.person.token), guest.person.email);
  return guest;
}

interface Invitation {
  id: string;
  project_id: string;
  message: string;
}

async function invitations({ person }: Client): Promise<Invitation[]> {
  const { body } = await Http.stack(person.token).get<{ results: Invitation[] }>('/api/v1/invitations');
  return body.results;
}

/** The same for all, who is invited to one project after the other. */
let known: Promise<Client> | undefined;

/** Somebody who is invited to a project, and knows. */
async function invited({ api }: Client): Promise<Invited> {
  const guest = await (known ??= aGuest());
  const { id: projectId } = await api.addProject({ name: 'Ours' });
  const { id: invitationId, message } = await eventually(async () => {
    await run(api, 'share_project', { projectId, email: guest.person.email, message: 'Come along' });
    const all = await invitations(guest);
    expect(all.map((each) => each.project_id)).toContain(projectId);
    return all.find((each) => each.project_id === projectId)!;
  });
  return { guest, projectId, invitationId, message };
}

async function joined(client: Client): Promise<Invited> {
  const all = await invited(client);
  const { guest, invitationId } = all;
  await run(guest.api, 'accept_invitation', { invitationId, invitationSecret: '' });
  return all;
}

/** What sync commands do to who takes part, and to the account. */
export const personEffects = {
  async share_project(client) {
    const { guest, projectId, message } = await invited(client);
    expect(message).toBe('Come along');
    expect(await isGone(guest.api.getProject(projectId))).toBe(true);
  },
  async accept_invitation(client) {
    const { guest, projectId } = await joined(client);
    expect(await guest.api.getProject(projectId)).toMatchObject({ name: 'Ours', isShared: true });
  },
  async reject_invitation(client) {
    const { guest, projectId, invitationId } = await invited(client);
    await run(guest.api, 'reject_invitation', { invitationId, invitationSecret: '' });
    expect(await isGone(guest.api.getProject(projectId))).toBe(true);
    expect((await invitations(guest)).map(({ id }) => id)).not.toContain(invitationId);
  },
  async project_leave(client) {
    const { guest, projectId } = await joined(client);
    await run(guest.api, 'project_leave', { projectId });
    expect(await isGone(guest.api.getProject(projectId))).toBe(true);
  },
  async delete_collaborator(client) {
    const { guest, projectId } = await joined(client);
    await run(client.api, 'delete_collaborator', { projectId, email: guest.person.email });
    expect(await isGone(guest.api.getProject(projectId))).toBe(true);
    const { results } = await client.api.getProjectCollaborators(projectId);
    expect(results.map(({ id }) => id)).toEqual([client.person.id]);
  },
  async user_update({ api }) {
    await run(api, 'user_update', {
      ...{ fullName: 'Ada', timezone: 'Asia/Tokyo', startPage: 'inbox', startDay: 'Sunday', nextWeek: 'Tuesday' },
      ...{ dateFormat: 'MM/DD/YYYY', timeFormat: '12h', autoReminder: 45, themeId: '7' },
    });
    expect(await api.getUser()).toMatchObject({
      ...{ fullName: 'Ada', startPage: 'inbox', startDay: 7, nextWeek: 2, dateFormat: 1, timeFormat: 1 },
      tzInfo: { timezone: 'Asia/Tokyo' },
    });
    const { user } = await api.sync({ syncToken: '*', resourceTypes: ['user'] });
    expect(user).toMatchObject({ autoReminder: 45, themeId: '7' });
  },
  async user_settings_update({ api }) {
    const told = { reminderPush: false, reminderDesktop: false, reminderEmail: false };
    const sounds = { completedSoundDesktop: false, completedSoundMobile: false };
    await run(api, 'user_settings_update', { ...told, ...sounds });
    const { userSettings } = await api.sync({ syncToken: '*', resourceTypes: ['user_settings'] });
    expect(userSettings).toMatchObject({ ...told, ...sounds });
  },
  async update_goals({ api }) {
    const kept = { vacationMode: true, karmaDisabled: false };
    await run(api, 'update_goals', { dailyGoal: 3, weeklyGoal: 10, ignoreDays: ['Friday'], ...kept });
    expect(await api.getUser()).toMatchObject({ dailyGoal: 3, weeklyGoal: 10, daysOff: [5] });
    expect((await api.getProductivityStats()).goals).toMatchObject(kept);
    const { user } = await api.sync({ syncToken: '*', resourceTypes: ['user'] });
    expect(user?.features).toMatchObject({ karmaDisabled: false, karmaVacation: true });
    await run(api, 'update_goals', { vacationMode: false, karmaDisabled: true });
    expect((await api.getProductivityStats()).goals).toMatchObject({ vacationMode: false, karmaDisabled: true });
  },
} satisfies Partial<Record<string, Effect>>;

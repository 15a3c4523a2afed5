import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { aPerson, Http, type Person } from '#testing/http.js';
import { aCode, anApp } from '../e2e/oauth-app.js';

export interface Owner extends Person {
  http: Http;
  /** Is in everything that they wrote, and in the bytes of their files. */
  marker: string;
}

/** Sends a file of theirs. */
export async function upload(url: string, { token, marker }: Pick<Owner, 'token' | 'marker'>): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([`bytes ${randomUUID()} ${marker}`]), `${marker}.txt`);
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${url}/api/v1/uploads`, { method: 'POST', body: form, headers });
}

async function sync(http: Http, ...commands: { uuid: string }[]): Promise<void> {
  const { body } = await http.post<{ sync_status: object }>('/api/v1/sync', { commands });
  expect(body.sync_status).toEqual(Object.fromEntries(commands.map(({ uuid }) => [uuid, 'ok'])));
}

/** Somebody with one of everything. */
export async function anOwner(url: string): Promise<Owner> {
  const marker = `marker-${randomUUID()}`;
  const person = await aPerson(new Http(url), { full_name: marker });
  const http = new Http(url, person.token);
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await http.post<{ id: string }>(path, body);
    expect([path, Math.floor(answer.status / 100)]).toEqual([path, 2]);
    return answer.body.id;
  };
  const project_id = await make('/api/v1/projects', { name: marker });
  const section_id = await make('/api/v1/sections', { name: marker, project_id });
  const task_id = await make('/api/v1/tasks', { content: marker, section_id, labels: [marker] });
  await make('/api/v1/labels', { name: marker });
  await make('/api/v1/tokens', { name: marker });
  const owner = { ...person, http, marker };
  await upload(url, owner);
  const { file_url } = (await (await upload(url, owner)).json()) as { file_url: string };
  const comment_id = await make('/api/v1/comments', { content: marker, task_id, attachment: { file_url } });
  const reaction = { type: 'note_reaction_add', uuid: randomUUID(), args: { id: comment_id, reaction: '🍅' } };
  const settings = { type: 'user_settings_update', uuid: randomUUID(), args: { completed_sound_desktop: false } };
  await sync(http, reaction, settings);
  const done = await make('/api/v1/tasks', { content: marker, project_id });
  await make(`/api/v1/tasks/${task_id}/relations`, { type: 'relates_to', related_task_id: done });
  expect((await http.post(`/api/v1/tasks/${done}/close`)).status).toBe(204);
  const { id: client_id } = await anApp(http, { name: marker });
  await aCode(http, { client_id });
  const deleted = await make('/api/v1/tasks', { content: marker, project_id, labels: [marker] });
  await make('/api/v1/comments', { content: marker, task_id: deleted });
  await make('/api/v1/filters', { name: marker, query: `search: ${marker}` });
  await make('/api/v1/reminders', { task_id, due: { string: 'tomorrow at 9' } });
  await make(`/api/v1/projects/${project_id}/invitations`, { email: `${marker}@example.org`, role: 'viewer' });
  await make('/api/v1/user/email', { current_password: person.password, new_email: `${marker}@example.org` });
  await make('/api/v1/auth/password/forgotten', { email: person.email });
  await http.post('/api/v1/auth/login', { email: person.email, password: marker });
  expect((await http.delete(`/api/v1/tasks/${deleted}`)).status).toBe(204);
  return owner;
}

import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  createCommand,
  type SyncCommand,
  type SyncResponse,
  TodoistApi,
  TodoistRequestError,
} from '@doist/todoist-sdk';
import { randomUUID } from 'node:crypto';
import { aPerson, Http, type Person } from '#testing/http.js';

const baseUrl = process.env.ERRAND_URL ?? '';
const open = Http.stack();
let person: Person;
let http: Http;
let api: TodoistApi;

beforeEach(async () => {
  person = await aPerson(open, { timezone: 'Europe/Madrid' });
  http = open.as(person.token);
  api = new TodoistApi(person.token, { baseUrl });
});

const send = (...commands: SyncCommand[]): Promise<SyncResponse> => api.sync({ commands });

interface RawAnswer {
  sync_token: string;
  full_sync: boolean;
  sync_status: Record<string, unknown>;
  temp_id_mapping: Record<string, string>;
  items?: { id: string }[];
  [resource: string]: unknown;
}

const post = async (body: unknown): Promise<RawAnswer> => {
  const answer = await http.post<RawAnswer>('/api/v1/sync', body);
  expect(answer.status).toBe(200);
  return answer.body;
};

describe('sync through the official SDK', () => {
  it('reads everything, then only what changed', async () => {
    const first = await api.sync({ resourceTypes: ['all' as 'items'], syncToken: '*' });
    expect(first).toMatchObject({
      fullSync: true,
      projects: [{ id: person.id, inboxProject: true }],
      items: [],
      user: { id: person.id, inboxProjectId: person.id, tzInfo: { timezone: 'Europe/Madrid' } },
    });
    const task = await api.addTask({ content: 'Water the tomatoes', labels: ['garden'] });
    const second = await api.sync({ resourceTypes: ['items', 'user'], syncToken: first.syncToken });
    expect(second).toMatchObject({ fullSync: false, items: [{ id: task.id, labels: ['garden'] }] });
    expect(second.user).toBeUndefined();
    await api.deleteTask(task.id);
    const third = await api.sync({ resourceTypes: ['items'], syncToken: second.syncToken });
    expect(third.items).toMatchObject([{ id: task.id, isDeleted: true }]);
  });

  it('makes, changes and deletes things by commands', async () => {
    await send(
      createCommand('project_add', { name: 'Garden', color: 'green' }, 'p'),
      createCommand('section_add', { name: 'Beds', projectId: 'p' }, 's'),
      createCommand('item_add', { content: 'Weed', sectionId: 's', due: { string: 'every monday' }, priority: 4 }, 't'),
      createCommand('note_add', { itemId: 't', content: 'Gently', postedAt: new Date().toISOString() }),
      createCommand('label_add', { name: 'wet' }),
      createCommand('item_update', { id: 't', labels: ['wet'], duration: { amount: 30, unit: 'minute' } }),
    );
    const { items, projects, notes, labels } = await api.sync({
      resourceTypes: ['projects', 'items', 'notes', 'labels'],
      syncToken: '*',
    });
    expect(items).toMatchObject([
      { content: 'Weed', priority: 4, labels: ['wet'], due: { isRecurring: true }, duration: { amount: 30 } },
    ]);
    expect(projects).toHaveLength(2);
    expect(notes).toMatchObject([{ content: 'Gently', itemId: items![0].id }]);
    expect(labels).toMatchObject([{ name: 'wet' }]);
    await send(createCommand('project_delete', { id: items![0].projectId }));
    expect((await api.sync({ resourceTypes: ['items'], syncToken: '*' })).items).toEqual([]);
  });

  it('says what was wrong with a command', async () => {
    const failing = send(createCommand('item_add', { content: '' }));
    await expect(failing).rejects.toThrow(TodoistRequestError);
    await expect(failing).rejects.toMatchObject({ httpStatusCode: 400 });
  });
});

describe('sync', () => {
  it('tells of each command by its uuid, whatever became of the others', async () => {
    const [good, unknown, wrong, fake] = Array.from({ length: 4 }, () => randomUUID());
    const commands = [
      { type: 'item_add', uuid: good, temp_id: 'a', args: { content: 'Good' } },
      { type: 'item_delete', uuid: unknown, args: { id: randomUUID() } },
      { type: 'item_add', uuid: wrong, args: { content: 'Wrong', priority: 9 } },
      { type: 'item_fly', uuid: fake, args: {} },
    ];
    const first = await post({ commands });
    expect(first.sync_status).toEqual({
      [good]: 'ok',
      [unknown]: expect.objectContaining({ http_code: 404, error_tag: 'NOT_FOUND' }),
      [wrong]: expect.objectContaining({ http_code: 400, error_extra: expect.objectContaining({ field: 'priority' }) }),
      [fake]: expect.objectContaining({ http_code: 400, error_extra: { code: 'sync.unknown_command', field: 'type' } }),
    });
    expect(await post({ commands, resource_types: ['items'] })).toMatchObject({
      temp_id_mapping: first.temp_id_mapping,
      items: [{ id: first.temp_id_mapping.a }],
    });
  });

  it('stands names that every object has', async () => {
    const names = ['constructor', '__proto__', 'toString', 'kind'];
    const commands = names.map((uuid) => ({ type: 'item_add', uuid, temp_id: uuid, args: { content: uuid } }));
    const wrong = { type: '__proto__', uuid: 'hasOwnProperty', args: { __proto__: null, content: 'x' } };
    const { sync_status, temp_id_mapping } = await post({ commands: [...commands, wrong] });
    expect(Object.keys(sync_status)).toEqual([...names, 'hasOwnProperty']);
    expect(Object.values(sync_status).filter((each) => each === 'ok')).toHaveLength(names.length);
    expect(new Set(Object.values(temp_id_mapping)).size).toBe(names.length);
  });

  it('lets no stranger do anything to anything', async () => {
    const theirs = open.as((await aPerson(open)).token);
    const made = async (path: string, body: object): Promise<string> =>
      (await theirs.post<{ id: string }>(path, body)).body.id;
    const project = await made('/api/v1/projects', { name: 'Private' });
    const section = await made('/api/v1/sections', { name: 'Private', project_id: project });
    const task = await made('/api/v1/tasks', { content: 'Private', section_id: section });
    const label = await made('/api/v1/labels', { name: 'private' });
    const comment = await made('/api/v1/comments', { content: 'Private', task_id: task });
    const own = (await http.post<{ id: string }>('/api/v1/tasks', { content: 'Mine' })).body.id;
    const content = 'stolen';
    const attempts: [string, object][] = [
      ['item_add', { content, project_id: project }],
      ['item_add', { content, section_id: section }],
      ['item_add', { content, parent_id: task }],
      ['item_update', { id: task, content }],
      ['item_move', { id: own, project_id: project }],
      ['item_move', { id: own, parent_id: task }],
      ['item_move', { id: task, project_id: person.id }],
      ['item_move', { id: task, parent_id: null }],
      ['item_reorder', { items: [{ id: task, child_order: 1 }] }],
      ['item_delete', { id: task }],
      ['item_close', { id: task }],
      ['item_complete', { id: task }],
      ['item_uncomplete', { id: task }],
      ['item_update_date_complete', { id: task, due: { string: 'today' }, is_forward: 0 }],
      ['item_complete_undo', { id: task, descendants: [] }],
      ['item_update_day_orders', { ids_to_orders: { [task]: 1 } }],
      ['project_add', { name: content, parent_id: project }],
      ['project_update', { id: project, name: content }],
      ['project_move', { id: project, parent_id: null }],
      ['project_reorder', { projects: [{ id: project, child_order: 1 }] }],
      ['project_delete', { id: project }],
      ['section_add', { name: content, project_id: project }],
      ['section_update', { id: section, name: content }],
      ['section_move', { id: section, project_id: person.id }],
      ['section_reorder', { sections: [{ id: section, section_order: 1 }] }],
      ['section_delete', { id: section }],
      ['label_update', { id: label, name: content }],
      ['label_update_orders', { id_order_mapping: { [label]: 1 } }],
      ['label_delete', { id: label }],
      ['note_add', { item_id: task, content }],
      ['note_add', { project_id: project, content }],
      ['note_update', { id: comment, content }],
      ['note_delete', { id: comment }],
    ];
    const { sync_status } = await post({
      commands: attempts.map(([type, args]) => ({ type, uuid: randomUUID(), args })),
    });
    expect(Object.values(sync_status)).toEqual(attempts.map(() => expect.objectContaining({ http_code: 404 })));
    expect((await theirs.get(`/api/v1/tasks/${task}`)).body).toMatchObject({ content: 'Private', note_count: 1 });
  });

  it.each([
    [
      'more than 100 commands',
      { commands: Array.from({ length: 101 }, (_, n) => ({ type: 'x', uuid: `${n}`, args: {} })) },
    ],
    ['commands that are no list', { commands: {} }],
    ['a command without a uuid', { commands: [{ type: 'item_add', args: {} }] }],
    ['a command without arguments', { commands: [{ type: 'item_add', uuid: 'a' }] }],
    ['arguments that are no object', { commands: [{ type: 'item_add', uuid: 'a', args: [] }] }],
    ['a token that is no text', { sync_token: 7, resource_types: ['all'] }],
  ])('refuses %s', async (_, body) => {
    expect(await http.post('/api/v1/sync', body)).toMatchObject({ status: 400, body: { code: expect.any(String) } });
  });

  it('takes forms, as older clients send them', async () => {
    const command = { type: 'item_add', uuid: randomUUID(), args: { content: 'By form' } };
    const form = new URLSearchParams({
      sync_token: '*',
      resource_types: '["items"]',
      commands: JSON.stringify([command]),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await http.send('POST', '/api/v1/sync', form.toString(), headers)).toMatchObject({
      status: 200,
      body: { full_sync: true, items: [{ content: 'By form' }] },
    });
    const broken = await http.send('POST', '/api/v1/sync', 'commands=[', headers);
    expect(broken).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('takes no more than 1 MiB', async () => {
    const commands = [{ type: 'item_add', uuid: 'a', args: { content: 'a'.repeat(1024 * 1024) } }];
    expect((await http.post('/api/v1/sync', { commands })).status).toBe(413);
  });

  it('loses nothing to who has sent commands and not read', async () => {
    const { sync_token } = await post({ resource_types: ['all'], sync_token: '*' });
    const add = { type: 'item_add', uuid: randomUUID(), args: { content: 'New' } };
    const written = await post({ sync_token, commands: [add] });
    expect(await post({ resource_types: ['all'], sync_token: written.sync_token })).toMatchObject({
      full_sync: false,
      items: [{ content: 'New' }],
    });
  });

  it('hangs an uploaded file on a comment, and nobody else’s', async () => {
    const form = new FormData();
    form.append('file', new Blob(['text'], { type: 'text/plain' }), 'note.txt');
    const upload = (token: string): Promise<{ file_url: string }> =>
      fetch(`${baseUrl}/api/v1/uploads`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${token}` },
      }).then((answer) => answer.json() as Promise<{ file_url: string }>);
    const mine = await upload(person.token);
    const theirs = await upload((await aPerson(open)).token);
    const note = (file_attachment: object): object => ({
      type: 'project_note_add',
      uuid: randomUUID(),
      args: { project_id: person.id, file_attachment },
    });
    const { sync_status, project_notes } = await post({
      commands: [note(mine), note(theirs)],
      resource_types: ['project_notes'],
    });
    expect(Object.values(sync_status)).toEqual(['ok', expect.objectContaining({ http_code: 404 })]);
    expect(project_notes).toMatchObject([{ file_attachment: { file_name: 'note.txt' } }]);
  });
});

describe('a large answer', () => {
  it('comes in parts that make one JSON text', async () => {
    for (let batch = 0; batch < 7; batch++) {
      const commands = Array.from({ length: 100 }, (_, n) => ({
        type: 'item_add',
        uuid: randomUUID(),
        args: { content: `Task ${batch * 100 + n}` },
      }));
      await post({ commands });
    }
    const { items } = await post({ resource_types: ['all'] });
    expect(new Set(items!.map(({ id }) => id)).size).toBe(700);
  });
});

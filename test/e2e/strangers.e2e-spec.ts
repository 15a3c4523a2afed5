import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { aPerson, Http } from '#testing/http.js';

/** What the owner has, and a stranger tries to reach. */
interface Things {
  project: string;
  section: string;
  task: string;
  label: string;
  filter: string;
  comment: string;
  reminder: string;
  /** Between two tasks of the owner's. */
  relation: string;
  token: string;
  /** Which nobody has let in. */
  app: string;
  session: string;
  file: string;
  fileUrl: string;
  /** A task that was deleted, and the token that undoes it. */
  deleted: string;
  undo: string;
  invitation: string;
  /** Who takes part in the project. */
  member: string;
  /** The stranger's own. */
  ownTask: string;
}

type Attempt = [path: string, body?: unknown];

const content = 'stolen';
const guest = { email: 'guest@example.org', role: 'viewer' };

function completedAttempts(by: string, { project, section, task }: Things): Attempt[] {
  const places = [`project_id=${project}`, `section_id=${section}`, `parent_id=${task}`];
  return places.map((place) => [`/api/v1/tasks/completed/${by}?since=2020-01-01&until=2040-01-01&${place}`]);
}

/** How a stranger would reach for somebody else's things on each route that takes an id. All of it must read as 404. */
const attempts: Record<string, (its: Things) => Attempt[]> = {
  'GET /api/v1/projects/{id}': ({ project }) => [[`/api/v1/projects/${project}`]],
  'POST /api/v1/projects/{id}': ({ project }) => [[`/api/v1/projects/${project}`, { name: content }]],
  'DELETE /api/v1/projects/{id}': ({ project }) => [[`/api/v1/projects/${project}`]],
  'POST /api/v1/projects/{id}/archive': ({ project }) => [[`/api/v1/projects/${project}/archive`]],
  'POST /api/v1/projects/{id}/unarchive': ({ project }) => [[`/api/v1/projects/${project}/unarchive`]],
  'GET /api/v1/projects/{id}/full': ({ project }) => [[`/api/v1/projects/${project}/full`]],
  'POST /api/v1/projects': ({ project }) => [['/api/v1/projects', { name: content, parent_id: project }]],
  'GET /api/v1/projects/{id}/collaborators': ({ project }) => [[`/api/v1/projects/${project}/collaborators`]],
  'GET /api/v1/projects/{id}/invitations': ({ project }) => [[`/api/v1/projects/${project}/invitations`]],
  'POST /api/v1/projects/{id}/invitations': ({ project }) => [[`/api/v1/projects/${project}/invitations`, guest]],
  'POST /api/v1/projects/{id}/members/{user_id}': ({ project, member }) => [
    [`/api/v1/projects/${project}/members/${member}`, { role: 'viewer' }],
  ],
  'DELETE /api/v1/projects/{id}/members/{user_id}': ({ project, member }) => [
    [`/api/v1/projects/${project}/members/${member}`],
  ],
  'POST /api/v1/projects/{id}/leave': ({ project }) => [[`/api/v1/projects/${project}/leave`]],
  'POST /api/v1/projects/{id}/transfer': ({ project, member }) => [
    [`/api/v1/projects/${project}/transfer`, { user_id: member }],
  ],
  'GET /api/v1/tasks/{id}/collaborators': ({ task }) => [[`/api/v1/tasks/${task}/collaborators`]],
  'GET /api/v1/tasks/{id}/invitations': ({ task }) => [[`/api/v1/tasks/${task}/invitations`]],
  'POST /api/v1/tasks/{id}/invitations': ({ task }) => [[`/api/v1/tasks/${task}/invitations`, guest]],
  'POST /api/v1/tasks/{id}/members/{user_id}': ({ task, member }) => [
    [`/api/v1/tasks/${task}/members/${member}`, { role: 'viewer' }],
  ],
  'DELETE /api/v1/tasks/{id}/members/{user_id}': ({ task, member }) => [[`/api/v1/tasks/${task}/members/${member}`]],
  'POST /api/v1/tasks/{id}/leave': ({ task }) => [[`/api/v1/tasks/${task}/leave`]],
  'POST /api/v1/invitations/{id}/accept': ({ invitation }) => [[`/api/v1/invitations/${invitation}/accept`]],
  'POST /api/v1/invitations/{id}/decline': ({ invitation }) => [[`/api/v1/invitations/${invitation}/decline`]],
  'DELETE /api/v1/invitations/{id}': ({ invitation }) => [[`/api/v1/invitations/${invitation}`]],
  'GET /api/v1/sections': ({ project }) => [[`/api/v1/sections?project_id=${project}`]],
  'POST /api/v1/sections': ({ project }) => [['/api/v1/sections', { name: content, project_id: project }]],
  'GET /api/v1/sections/{id}': ({ section }) => [[`/api/v1/sections/${section}`]],
  'POST /api/v1/sections/{id}': ({ section }) => [[`/api/v1/sections/${section}`, { name: content }]],
  'DELETE /api/v1/sections/{id}': ({ section }) => [[`/api/v1/sections/${section}`]],
  'POST /api/v1/sections/{id}/archive': ({ section }) => [[`/api/v1/sections/${section}/archive`]],
  'POST /api/v1/sections/{id}/unarchive': ({ section }) => [[`/api/v1/sections/${section}/unarchive`]],
  'GET /api/v1/sections/archived': ({ project }) => [[`/api/v1/sections/archived?project_id=${project}`]],
  'GET /api/v1/sections/search': ({ project }) => [[`/api/v1/sections/search?query=P&project_id=${project}`]],
  'GET /api/v1/tasks': ({ project, section, task }) => [
    [`/api/v1/tasks?project_id=${project}`],
    [`/api/v1/tasks?section_id=${section}`],
    [`/api/v1/tasks?parent_id=${task}`],
  ],
  'POST /api/v1/tasks': ({ project, section, task }) => [
    ['/api/v1/tasks', { content, project_id: project }],
    ['/api/v1/tasks', { content, section_id: section }],
    ['/api/v1/tasks', { content, parent_id: task }],
  ],
  'POST /api/v1/tasks/quick': ({ project }) => [['/api/v1/tasks/quick', { text: content, project_id: project }]],
  'POST /api/v1/tasks/quick/preview': ({ project }) => [
    ['/api/v1/tasks/quick/preview', { text: content, project_id: project }],
  ],
  'GET /api/v1/tasks/completed': ({ project }) => [[`/api/v1/tasks/completed?project_id=${project}`]],
  'GET /api/v1/tasks/completed/by_completion_date': (its) => completedAttempts('by_completion_date', its),
  'GET /api/v1/tasks/completed/by_due_date': (its) => completedAttempts('by_due_date', its),
  'GET /api/v1/tasks/{id}': ({ task }) => [[`/api/v1/tasks/${task}`]],
  'POST /api/v1/tasks/{id}': ({ task }) => [[`/api/v1/tasks/${task}`, { content }]],
  'DELETE /api/v1/tasks/{id}': ({ task }) => [[`/api/v1/tasks/${task}`]],
  'POST /api/v1/tasks/{id}/close': ({ task }) => [[`/api/v1/tasks/${task}/close`]],
  'POST /api/v1/tasks/{id}/reopen': ({ task }) => [[`/api/v1/tasks/${task}/reopen`]],
  'POST /api/v1/tasks/{id}/skip': ({ task }) => [[`/api/v1/tasks/${task}/skip`]],
  'GET /api/v1/tasks/{id}/occurrences': ({ task }) => [[`/api/v1/tasks/${task}/occurrences`]],
  'POST /api/v1/tasks/{id}/move': ({ task, ownTask, project, section }) => [
    [`/api/v1/tasks/${task}/move`, { parent_id: ownTask }],
    [`/api/v1/tasks/${ownTask}/move`, { project_id: project }],
    [`/api/v1/tasks/${ownTask}/move`, { section_id: section }],
    [`/api/v1/tasks/${ownTask}/move`, { parent_id: task }],
  ],
  'POST /api/v1/tasks/bulk': ({ task, ownTask, project }) => [
    ['/api/v1/tasks/bulk', { changes: [{ id: task, action: 'close' }] }],
    ['/api/v1/tasks/bulk', { changes: [{ id: ownTask, action: 'move', project_id: project }] }],
  ],
  'POST /api/v1/tasks/{id}/duplicate': ({ task }) => [[`/api/v1/tasks/${task}/duplicate`]],
  'POST /api/v1/projects/{id}/duplicate': ({ project }) => [[`/api/v1/projects/${project}/duplicate`]],
  'GET /api/v1/tasks/{id}/relations': ({ task }) => [[`/api/v1/tasks/${task}/relations`]],
  'POST /api/v1/tasks/{id}/relations': ({ task, ownTask }) => [
    [`/api/v1/tasks/${task}/relations`, { type: 'blocks', related_task_id: ownTask }],
    [`/api/v1/tasks/${ownTask}/relations`, { type: 'blocks', related_task_id: task }],
  ],
  'DELETE /api/v1/relations/{id}': ({ relation }) => [[`/api/v1/relations/${relation}`]],
  'GET /api/v1/search': ({ project }) => [[`/api/v1/search?query=${content}&project_id=${project}`]],
  'GET /api/v1/labels/{id}': ({ label }) => [[`/api/v1/labels/${label}`]],
  'POST /api/v1/labels/{id}': ({ label }) => [[`/api/v1/labels/${label}`, { name: content }]],
  'DELETE /api/v1/labels/{id}': ({ label }) => [[`/api/v1/labels/${label}`]],
  'GET /api/v1/filters/{id}': ({ filter }) => [[`/api/v1/filters/${filter}`]],
  'POST /api/v1/filters/{id}': ({ filter }) => [[`/api/v1/filters/${filter}`, { name: content }]],
  'DELETE /api/v1/filters/{id}': ({ filter }) => [[`/api/v1/filters/${filter}`]],
  'GET /api/v1/comments': ({ task, project }) => [
    [`/api/v1/comments?task_id=${task}`],
    [`/api/v1/comments?project_id=${project}`],
  ],
  'POST /api/v1/comments': ({ task, project, ownTask, fileUrl }) => [
    ['/api/v1/comments', { content, task_id: task }],
    ['/api/v1/comments', { content, project_id: project }],
    ['/api/v1/comments', { content, task_id: ownTask, attachment: { file_url: fileUrl } }],
  ],
  'GET /api/v1/comments/{id}': ({ comment }) => [[`/api/v1/comments/${comment}`]],
  'POST /api/v1/comments/{id}': ({ comment }) => [[`/api/v1/comments/${comment}`, { content }]],
  'DELETE /api/v1/comments/{id}': ({ comment }) => [[`/api/v1/comments/${comment}`]],
  'POST /api/v1/trash/{id}/restore': ({ deleted }) => [[`/api/v1/trash/${deleted}/restore`]],
  'DELETE /api/v1/trash/{id}': ({ deleted }) => [[`/api/v1/trash/${deleted}`]],
  'POST /api/v1/undo': ({ undo }) => [['/api/v1/undo', { token: undo }]],
  'GET /api/v1/reminders': ({ task }) => [[`/api/v1/reminders?task_id=${task}`]],
  'GET /api/v1/location_reminders': ({ task }) => [[`/api/v1/location_reminders?task_id=${task}`]],
  'POST /api/v1/reminders': ({ task }) => [['/api/v1/reminders', { task_id: task, minute_offset: 10 }]],
  'GET /api/v1/reminders/{id}': ({ reminder }) => [[`/api/v1/reminders/${reminder}`]],
  'POST /api/v1/reminders/{id}': ({ reminder }) => [[`/api/v1/reminders/${reminder}`, { minute_offset: 10 }]],
  'DELETE /api/v1/reminders/{id}': ({ reminder }) => [[`/api/v1/reminders/${reminder}`]],
  'DELETE /api/v1/tokens/{id}': ({ token }) => [[`/api/v1/tokens/${token}`]],
  'POST /api/v1/oauth/apps/{id}': ({ app }) => [[`/api/v1/oauth/apps/${app}`, { name: content }]],
  'POST /api/v1/oauth/apps/{id}/secret': ({ app }) => [[`/api/v1/oauth/apps/${app}/secret`]],
  'DELETE /api/v1/oauth/apps/{id}': ({ app }) => [[`/api/v1/oauth/apps/${app}`]],
  'DELETE /api/v1/oauth/authorizations/{id}': ({ app }) => [[`/api/v1/oauth/authorizations/${app}`]],
  'DELETE /api/v1/sessions/{id}': ({ session }) => [[`/api/v1/sessions/${session}`]],
  'GET /api/v1/templates/file': ({ project }) => [[`/api/v1/templates/file?project_id=${project}`]],
  'GET /api/v1/templates/url': ({ project }) => [[`/api/v1/templates/url?project_id=${project}`]],
  'GET /api/v1/files/{id}/{name}': ({ file }) => [[`/api/v1/files/${file}/picture.png`]],
  'DELETE /api/v1/uploads': ({ fileUrl }) => [['/api/v1/uploads', { file_url: fileUrl }]],
};

/** Routes that name nobody else's things: they speak of the caller alone. */
const ownOnly = [
  'POST /api/v1/auth/register',
  'POST /api/v1/auth/register/confirm',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/logout',
  'POST /api/v1/auth/password/forgotten',
  'POST /api/v1/auth/password/reset',
  'POST /api/v1/auth/email/confirm',
  'POST /api/v1/user/password',
  'POST /api/v1/auth/passkey/question',
  'POST /api/v1/auth/passkey',
  'GET /api/v1/user/passkeys',
  'POST /api/v1/user/passkeys/question',
  'POST /api/v1/user/passkeys',
  // takes the password first: passkey.int-spec.ts
  'DELETE /api/v1/user/passkeys/{id}',
  'GET /api/v1/auth/providers',
  'POST /api/v1/auth/provider/question',
  'POST /api/v1/auth/provider',
  'GET /api/v1/user/identities',
  'POST /api/v1/user/identities/question',
  'POST /api/v1/user/identities',
  // takes the password first: linked-identity.int-spec.ts
  'DELETE /api/v1/user/identities/{id}',
  'GET /api/v1/user/second_factor',
  'POST /api/v1/user/second_factor',
  'DELETE /api/v1/user/second_factor',
  'POST /api/v1/user/second_factor/confirm',
  'POST /api/v1/user/second_factor/recovery_codes',
  'POST /api/v1/user/email',
  'POST /api/v1/user/email/verification',
  'GET /api/v1/sessions',
  'DELETE /api/v1/sessions',
  'DELETE /api/v1/sessions/current',
  'GET /api/v1/security/log',
  'POST /api/v1/user/export',
  // takes an administrator: admin.e2e-spec.ts
  'GET /api/v1/admin/accounts',
  'GET /api/v1/admin/accounts/{id}',
  'POST /api/v1/admin/accounts/{id}',
  'DELETE /api/v1/admin/accounts/{id}',
  'GET /api/v1/admin/installation',
  'POST /api/v1/admin/installation',
  'GET /api/v1/admin/audit',
  'GET /api/v1/admin/storage',
  'GET /api/v1/admin/versions',
  'GET /api/v1/user',
  'DELETE /api/v1/user',
  'POST /api/v1/tokens',
  'GET /api/v1/tokens',
  'POST /api/v1/oauth/apps',
  'GET /api/v1/oauth/apps',
  'GET /api/v1/oauth/authorizations',
  // name an app, which anybody may let in: oauth.e2e-spec.ts
  'GET /api/v1/oauth/authorization',
  'POST /api/v1/oauth/authorization',
  'GET /oauth/authorize',
  'POST /oauth/access_token',
  'POST /api/v1/revoke',
  'GET /.well-known/oauth-authorization-server',
  'GET /api/v1/projects',
  'GET /api/v1/projects/archived',
  'GET /api/v1/projects/archived/count',
  'GET /api/v1/projects/search',
  'GET /api/v1/projects/permissions',
  'GET /api/v1/completed/search',
  'GET /api/v1/tasks/completed/stats',
  'POST /api/v1/user',
  'GET /api/v1/labels/shared',
  'POST /api/v1/labels/shared/rename',
  'POST /api/v1/labels/shared/remove',
  'GET /api/v1/invitations',
  'GET /api/v1/labels',
  'GET /api/v1/labels/search',
  'POST /api/v1/labels',
  'GET /api/v1/filters',
  'POST /api/v1/filters',
  'GET /api/v1/filters/preview',
  'GET /api/v1/tasks/filter',
  'POST /api/v1/uploads',
  'GET /api/v1/trash',
  'DELETE /api/v1/trash',
  'GET /api/v1/activities',
  'GET /api/v1/backups',
  'GET /api/v1/backups/download',
  'POST /api/v1/backups/restore',
  'POST /api/v1/imports/todoist',
  'POST /api/v1/imports/vikunja',
  'POST /api/v1/templates/create_project_from_file',
  // takes a form: templates.sdk-spec.ts
  'POST /api/v1/templates/import_into_project_from_file',
  // refuses each of its commands by itself: sync.e2e-spec.ts
  'POST /api/v1/sync',
];

const open = Http.stack();
let owner: Http;
let stranger: Http;
let things: Things;

const id = async (http: Http, path: string, body: unknown): Promise<string> =>
  (await http.post<{ id: string }>(path, body)).body.id;

async function upload(token: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['not much of a picture'], { type: 'image/png' }), 'picture.png');
  const answer = await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { file_url: string }).file_url;
}

beforeAll(async () => {
  const people = await Promise.all([aPerson(open), aPerson(open)]);
  owner = open.as(people[0].token);
  stranger = open.as(people[1].token);
  const project = await id(owner, '/api/v1/projects', { name: 'Private' });
  const section = await id(owner, '/api/v1/sections', { name: 'Private', project_id: project });
  const task = await id(owner, '/api/v1/tasks', { content: 'Private', section_id: section });
  const second = await id(owner, '/api/v1/tasks', { content: 'Private', section_id: section });
  const fileUrl = await upload(people[0].token);
  const deleted = await id(owner, '/api/v1/tasks', { content: 'Private', project_id: project });
  const undo = (await owner.delete(`/api/v1/tasks/${deleted}`)).headers.get('errand-undo') ?? '';
  things = {
    project,
    section,
    task,
    fileUrl,
    deleted,
    undo,
    filter: await id(owner, '/api/v1/filters', { name: 'Private', query: '@private' }),
    label: await id(owner, '/api/v1/labels', { name: 'private' }),
    comment: await id(owner, '/api/v1/comments', {
      content: 'Private',
      task_id: task,
      attachment: { file_url: fileUrl },
    }),
    reminder: await id(owner, '/api/v1/reminders', { task_id: task, due: { string: 'tomorrow at 9' } }),
    session: (await owner.get<{ results: { id: string }[] }>('/api/v1/sessions')).body.results[0]?.id ?? '',
    relation: await id(owner, `/api/v1/tasks/${task}/relations`, { type: 'blocks', related_task_id: second }),
    token: await id(owner, '/api/v1/tokens', { name: 'private' }),
    app: await id(owner, '/api/v1/oauth/apps', { name: 'Private', redirect_uris: ['https://private.example/'] }),
    invitation: await id(owner, `/api/v1/projects/${project}/invitations`, guest),
    member: people[0].id,
    file: /files\/([^/]+)\//.exec(fileUrl)?.[1] ?? '',
    ownTask: await id(stranger, '/api/v1/tasks', { content: 'Mine' }),
  };
});

describe('somebody else’s things', () => {
  it('are looked at on every route that there is', () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...Object.keys(attempts), ...ownOnly].sort()).toEqual(routes.sort());
  });

  it.each(Object.keys(attempts))('are not found by a stranger: %s', async (route) => {
    const method = route.split(' ')[0] ?? '';
    for (const [path, body] of attempts[route]?.(things) ?? []) {
      const { status, body: problem } = await stranger.send<{ code: string }>(method, path, body);
      expect([path, status, problem.code]).toEqual([path, 404, expect.stringMatching(/\.not_found$/)]);
      expect(problem.code).not.toBe('route.not_found');
    }
  });

  it('do not show up in the lists of a stranger', async () => {
    for (const path of [
      '/api/v1/projects',
      '/api/v1/sections',
      `/api/v1/tasks?ids=${things.task}`,
      '/api/v1/labels',
      '/api/v1/reminders',
    ]) {
      const { status, body } = await stranger.get<{ results: { id: string }[] }>(path);
      expect([path, status]).toEqual([path, 200]);
      const theirs = body.results.filter(
        (each) => each.id !== things.ownTask && Object.values(things).includes(each.id),
      );
      expect([path, theirs]).toEqual([path, []]);
    }
    const byProject = `/api/v1/activities?parent_project_id=${things.project}`;
    for (const path of ['/api/v1/tokens', '/api/v1/trash', byProject]) {
      const { body } = await stranger.get<{ results: unknown[] }>(path);
      expect([path, body.results]).toEqual([path, []]);
    }
  });

  it('are untouched afterwards, and there for their owner', async () => {
    expect((await owner.get<{ name: string }>(`/api/v1/projects/${things.project}`)).body.name).toBe('Private');
    expect((await owner.get<{ content: string }>(`/api/v1/tasks/${things.task}`)).body).toMatchObject({
      content: 'Private',
      checked: false,
      section_id: things.section,
    });
    expect((await owner.get(`/api/v1/comments/${things.comment}`)).status).toBe(200);
    expect((await owner.get(`/api/v1/reminders/${things.reminder}`)).status).toBe(200);
    expect((await owner.get(`/api/v1/files/${things.file}/picture.png`)).status).toBe(302);
    expect((await owner.get<{ results: object[] }>('/api/v1/trash')).body.results).toMatchObject([
      { id: things.deleted },
    ]);
  });

  it('need a token at all', async () => {
    for (const route of Object.keys(attempts)) {
      const method = route.split(' ')[0] ?? '';
      const [path, body] = attempts[route]?.(things)[0] ?? [''];
      expect([route, (await open.send(method, path, body)).status]).toEqual([route, 401]);
    }
  });
});

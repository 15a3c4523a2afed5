import { randomUUID } from 'node:crypto';
import { aPerson, Http } from '#testing/http.js';

/** Somebody in whose things a word is written that nobody else may ever be sent. */
export interface Account {
  canary: string;
  email: string;
  /** Of a session, for what tokens may not do, and of a personal token, which outlives sessions. */
  session: string;
  token: string;
  ids: [kind: string, id: string][];
  /** Signs in again, where the session was ended. */
  renew(): Promise<void>;
}

const open = Http.stack();

export async function anAccount(): Promise<Account> {
  const canary = `canary-${randomUUID()}`;
  const { id, email, password, token: session } = await aPerson(open, { full_name: canary });
  const http = open.as(session);
  const { body } = await http.post<{ token: string }>('/api/v1/tokens', { name: canary });
  const account: Account = {
    canary,
    email,
    session,
    token: body.token,
    ids: [['user', id], ['account', id], ['project', id], ...(await somethingOfEach(http, canary))],
    renew: async () => {
      const answer = await open.post<{ access_token?: string }>('/api/v1/auth/login', { email, password });
      account.session = answer.body.access_token ?? account.session;
    },
  };
  return account;
}

async function somethingOfEach(http: Http, canary: string): Promise<Account['ids']> {
  const add = async (path: string, body: object): Promise<string> => {
    const { status, body: thing } = await http.post<{ id: string }>(`/api/v1/${path}`, body);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(thing)}`);
    return thing.id;
  };
  const project_id = await add('projects', { name: canary });
  const section_id = await add('sections', { name: canary, project_id });
  const task_id = await add('tasks', { content: canary, description: canary, section_id, due_string: 'every day' });
  const parent = await add('tasks', { content: canary, project_id });
  const gone = await add('tasks', { content: canary, project_id });
  await http.delete(`/api/v1/tasks/${gone}`);
  // whoever is asked to let it in is told its name
  const app = await add('oauth/apps', { name: 'Bridge', redirect_uris: ['https://bridge.example.org/callback'] });
  return [
    ['project', project_id],
    ['section', section_id],
    ['task', task_id],
    ['task', parent],
    ['trash', gone],
    ['task', await add('tasks', { content: canary, parent_id: parent })],
    ['comment', await add('comments', { content: canary, task_id })],
    ['label', await add('labels', { name: canary })],
    ['filter', await add('filters', { name: canary, query: 'today' })],
    ['reminder', await add('reminders', { task_id, due: { string: 'tomorrow at 9' } })],
    ['app', app],
    ['client', app],
    ['relation', await add(`tasks/${parent}/relations`, { type: 'blocks', related_task_id: task_id })],
    ['invitation', await add(`projects/${project_id}/invitations`, { email: `${canary}@example.org`, role: 'editor' })],
  ];
}

import { randomUUID } from 'node:crypto';
import { aPerson, Http } from '#testing/http.js';
import { anApp, aToken } from '../oauth-app.js';
import { type Caller, invite, join, shown } from './roles.js';
import { anIdentity, aPasskey } from './standing.js';

/** The id of nothing. */
const nothing = '019ab000-0000-7000-8000-000000000000';

/** Written into all that is shared with some: whoever may not see it must never be sent it. */
export const canary = `private-${randomUUID()}`;

export interface Place {
  owner: Caller;
  /** Invited where an invitation is for somebody in particular. */
  stranger: Caller;
  /** Takes part in what wants one more person, and is none of the callers. */
  guest: Caller;
  /** Shared with one caller of each role. */
  project: string;
}

interface How {
  /** The request is let in, and so changes what it names. */
  isLetIn: boolean;
  /** It changes the project, and so gets one of its own. */
  isApart: boolean;
}

/** Names in a path or a body, like `{task}`, stand for what is made when they are first asked for. */
type Maker = () => Promise<string>;

/** The things that requests name: the owner's, in a project that is shared with the caller. */
export class Things {
  private readonly made = new Map<string, Promise<string>>();

  constructor(
    readonly place: Place,
    readonly caller: Caller,
    private readonly how: How,
  ) {}

  private readonly makers: Record<string, Maker> = {
    project: () => (this.how.isApart ? this.projectApart() : Promise.resolve(this.place.project)),
    section: () => this.inProject('/api/v1/sections', { name: canary }),
    task: () => this.inProject('/api/v1/tasks', { content: canary, due_string: 'every day at 9' }),
    other: () => this.inProject('/api/v1/tasks', { content: canary }),
    archived: () => this.archived(),
    comment: async () => this.add('/api/v1/comments', { content: canary, task_id: await this.get('task') }),
    deleted: async () => (await this.deletion()).id,
    undo: async () => (await this.deletion()).undo,
    relation: async () => {
      const related_task_id = await this.get('other');
      return this.add(`/api/v1/tasks/${await this.get('task')}/relations`, { type: 'blocks', related_task_id });
    },
    label: () => this.add('/api/v1/labels', { name: `${canary}-${randomUUID().slice(0, 8)}` }),
    filter: () => this.add('/api/v1/filters', { name: canary, query: 'today' }),
    reminder: async () =>
      this.add('/api/v1/reminders', { task_id: await this.get('task'), due: { string: 'tomorrow at 9' } }),
    token: () => this.add('/api/v1/tokens', { name: canary }),
    app: async () => (await anApp(this.owner)).id,
    letIn: () => this.letIn(),
    identity: () => anIdentity(this.place.owner.person!.id),
    passkey: () => aPasskey(this.place.owner.person!.id),
    account: async () => (await aPerson(Http.stack())).id,
    session: () => anotherSession(this.place.owner),
    invitation: async () => invite(`projects/${await this.get('project')}`, this.owner, anAddress(), 'viewer'),
    received: async () => {
      const project = await this.add('/api/v1/projects', { name: 'Received' });
      const { person, http } = this.place.stranger;
      const invitation = await invite(`projects/${project}`, this.owner, person!.email, 'viewer');
      await shown(invitation, http);
      return invitation;
    },
    file: () => upload(this.place.owner.person!.token),
    shown: () => this.shownFile(),
    member: () =>
      this.how.isApart
        ? this.joined('projects/{project}', this.place.guest)
        : Promise.resolve(this.place.guest.person!.id),
    guest: () => this.joined('tasks/{task}', this.place.guest),
    self: () => Promise.resolve(this.caller.person?.id ?? nothing),
    alone: async () => {
      if (this.how.isLetIn && this.caller.name !== 'owner') await this.joined('tasks/{task}', this.caller);
      return this.get('task');
    },
    own: async () => {
      const { session } = this.caller;
      return session ? this.add('/api/v1/tasks', { content: 'Mine' }, session) : nothing;
    },
    unique: () => Promise.resolve(`x${randomUUID()}`),
    address: () => Promise.resolve(anAddress()),
    password: () => Promise.resolve(this.caller.person?.password ?? ''),
  };

  /** A path or a body with the names in it replaced. */
  async fill<T>(template: T): Promise<T> {
    let text = JSON.stringify(template);
    for (const [name, key] of text.matchAll(/\{(\w+)\}/g)) text = text.replaceAll(name, await this.get(key));
    return JSON.parse(text) as T;
  }

  private get(name: string): Promise<string> {
    const made = this.made.get(name) ?? this.makers[name]();
    this.made.set(name, made);
    return made;
  }

  private get owner(): Http {
    return this.place.owner.http;
  }

  private async projectApart(): Promise<string> {
    const project = await this.add('/api/v1/projects', { name: canary });
    if (this.caller.person !== this.place.owner.person) await join(`projects/${project}`, this.owner, this.caller);
    return project;
  }

  private async archived(): Promise<string> {
    const id = await this.get('section');
    await this.owner.post(`/api/v1/sections/${id}/archive`);
    return id;
  }

  private async deletion(): Promise<{ id: string; undo: string }> {
    const id = await this.inProject('/api/v1/tasks', { content: canary });
    return { id, undo: (await this.owner.delete(`/api/v1/tasks/${id}`)).headers.get('errand-undo') ?? '' };
  }

  private async letIn(): Promise<string> {
    const app = await anApp(this.owner);
    const own = { client_id: app.id, client_secret: app.client_secret ?? '' };
    await aToken(Http.stack(), { person: this.owner, app, own });
    return app.id;
  }

  private async shownFile(): Promise<string> {
    const file_url = await upload(this.place.owner.person!.token);
    await this.add('/api/v1/comments', { content: canary, task_id: await this.get('task'), attachment: { file_url } });
    return new URL(file_url).pathname;
  }

  private async joined(thing: string, caller: Caller): Promise<string> {
    await join(await this.fill(thing), this.owner, caller);
    return caller.person!.id;
  }

  private inProject = async (path: string, body: object): Promise<string> =>
    this.add(path, { ...body, project_id: await this.get('project') });

  private async add(path: string, input: object, http = this.owner): Promise<string> {
    const { status, body } = await http.post<{ id: string }>(path, input);
    if (status >= 400) throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body.id;
  }
}

const anAddress = (): string => `${randomUUID()}@example.org`;

async function anotherSession({ http, person }: Caller): Promise<string> {
  const sessions = async (): Promise<string[]> =>
    (await http.get<{ results: { id: string }[] }>('/api/v1/sessions')).body.results.map(({ id }) => id);
  const before = await sessions();
  const { email, password } = person!;
  await Http.stack().post('/api/v1/auth/login', { email, password });
  return (await sessions()).find((id) => !before.includes(id)) ?? nothing;
}

async function upload(token: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([canary], { type: 'text/plain' }), 'notes.txt');
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${process.env.ERRAND_URL}/api/v1/uploads`, { method: 'POST', body: form, headers });
  return ((await answer.json()) as { file_url: string }).file_url;
}

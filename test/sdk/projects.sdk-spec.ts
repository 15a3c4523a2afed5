import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal } from './calls.js';

let client: Client;
let api: Client['api'];

beforeAll(async () => {
  client = await aClient();
  api = client.api;
});

const names = async (call: Promise<{ results: { name: string }[] }>): Promise<string[]> =>
  (await call).results.map(({ name }) => name);

describe('projects', () => {
  calls('addProject', 'takes every field', async () => {
    const parent = await api.addProject({ name: 'Garden' });
    const fields = { description: 'Beds and **trees**', color: 'green', isFavorite: true, viewStyle: 'board' } as const;
    const { id } = await api.addProject({ name: 'Beds', parentId: parent.id, ...fields });
    expect(await api.getProject(id)).toMatchObject({ name: 'Beds', parentId: parent.id, ...fields, isArchived: false });
    expect(await refusal(api.addProject({ name: 'Beds', parentId: id.replace(/.$/, 'x') }))).toMatchObject({
      status: 404,
      code: 'project.not_found',
    });
  });

  calls('addProject', 'is done once for one request id', async () => {
    const requestId = `request-${client.person.id}`;
    const [one, two] = [
      await api.addProject({ name: 'Once' }, requestId),
      await api.addProject({ name: 'Once' }, requestId),
    ];
    expect(two.id).toBe(one.id);
    expect((await names(api.searchProjects({ query: 'Once' }))).length).toBe(1);
  });

  calls('getProject', 'answers the Inbox too', async () => {
    const { inboxProjectId } = await api.getUser();
    expect(await api.getProject(inboxProjectId)).toMatchObject({ name: 'Inbox', inboxProject: true, parentId: null });
  });

  calls('getProjects', 'lists each once, in their order, page by page', async () => {
    const { api } = await aClient();
    for (const name of ['One', 'Two', 'Three', 'Four']) await api.addProject({ name });
    const found = await all((page) => api.getProjects({ ...page, folderId: null, workspaceId: null }));
    expect(found.map(({ name }) => name)).toEqual(['Inbox', 'One', 'Two', 'Three', 'Four']);
  });

  calls('searchProjects', 'finds parts of names, whole ones with stars, and leaves archived ones out', async () => {
    const { api } = await aClient();
    for (const name of ['Café Renovation', 'renovations 2', 'A 100% new roof', 'Roof*']) await api.addProject({ name });
    const away = await api.addProject({ name: 'Old renovation' });
    await api.archiveProject(away.id);
    const found = await all((page) => api.searchProjects({ query: 'RENOVATION', ...page }));
    expect(found.map(({ name }) => name)).toEqual(['Café Renovation', 'renovations 2']);
    expect(await names(api.searchProjects({ query: 'cafe' }))).toEqual(['Café Renovation']);
    expect(await names(api.searchProjects({ query: 'reno*' }))).toEqual(['renovations 2']);
    expect(await names(api.searchProjects({ query: '100%' }))).toEqual(['A 100% new roof']);
    expect(await names(api.searchProjects({ query: String.raw`roof\*` }))).toEqual(['Roof*']);
  });

  calls('updateProject', 'changes what is sent, and nothing else', async () => {
    const before = await api.addProject({ name: 'House', description: 'Ours', color: 'blue', isFavorite: true });
    await api.updateProject(before.id, { name: 'Home' });
    expect(await api.getProject(before.id)).toMatchObject({ name: 'Home', description: 'Ours', color: 'blue' });
    const fields = { description: '', color: 'red', isFavorite: false, viewStyle: 'calendar' } as const;
    await api.updateProject(before.id, { ...fields, folderId: null });
    expect(await api.getProject(before.id)).toMatchObject({ name: 'Home', ...fields });
  });

  calls('deleteProject', 'takes what is in it and under it along', async () => {
    const project = await api.addProject({ name: 'Gone' });
    const child = await api.addProject({ name: 'Gone too', parentId: project.id });
    const task = await api.addTask({ content: 'Gone as well', projectId: child.id });
    expect(await api.deleteProject(project.id)).toBe(true);
    for (const { id } of [project, child]) expect(await refusal(api.getProject(id))).toMatchObject({ status: 404 });
    expect(await refusal(api.getTask(task.id))).toMatchObject({ status: 404 });
  });
});

describe('a whole project', () => {
  calls('getFullProject', 'has everything that is active in it', async () => {
    const { api, person } = await aClient();
    const project = await api.addProject({ name: 'Whole' });
    const section = await api.addSection({ name: 'Part', projectId: project.id });
    const task = await api.addTask({ content: 'In it', sectionId: section.id, labels: ['kept'] });
    const done = await api.addTask({ content: 'Done', projectId: project.id });
    await api.closeTask(done.id);
    const comment = await api.addComment({ content: 'About it', projectId: project.id });
    await api.addComment({ content: 'About the task', taskId: task.id });
    const whole = await api.getFullProject(project.id, { publicKey: null });
    expect(whole).toMatchObject({ project: { id: project.id, name: 'Whole' }, commentsCount: 1 });
    expect(whole.tasks).toEqual([await api.getTask(task.id)]);
    expect(whole.sections.map(({ id }) => id)).toEqual([section.id]);
    expect(whole.notes.map(({ id }) => id)).toEqual([comment.id]);
    expect(whole.collaborators).toEqual([{ id: person.id, name: 'Sam Doe', email: person.email }]);
    expect(await refusal(api.getFullProject(task.id))).toEqual({ status: 404, code: 'project.not_found' });
  });
});

describe('people in a project', () => {
  calls('getProjectCollaborators', 'are its owner at least', async () => {
    const project = await api.addProject({ name: 'Ours' });
    const { results } = await api.getProjectCollaborators(project.id, { cursor: null, limit: 10 });
    expect(results).toEqual([{ id: client.person.id, name: 'Sam Doe', email: client.person.email }]);
    expect(await refusal(api.getProjectCollaborators(client.person.email))).toMatchObject({ status: 404 });
  });
});

describe('what roles may do', () => {
  calls('getProjectPermissions', 'is told of each, the least first', async () => {
    const { projectCollaboratorActions, workspaceCollaboratorActions } = await client.api.getProjectPermissions();
    expect(projectCollaboratorActions.map(({ name }) => name as string)).toEqual([
      ...['viewer', 'commenter', 'editor', 'manager', 'owner'],
    ]);
    const [viewer, commenter] = projectCollaboratorActions;
    expect(viewer.actions).toEqual([{ name: 'see' }]);
    expect(commenter.actions).toEqual([{ name: 'see' }, { name: 'comment' }, { name: 'complete' }]);
    expect(workspaceCollaboratorActions).toEqual([]);
  });
});

describe('archived projects', () => {
  calls('archiveProject', 'puts a project away with its tasks and those under it, readable by id', async () => {
    const { api } = await aClient();
    const [project, other] = [await api.addProject({ name: 'Done' }), await api.addProject({ name: 'Active' })];
    const child = await api.addProject({ name: 'Part', parentId: project.id });
    const section = await api.addSection({ name: 'Corner', projectId: child.id });
    const task = await api.addTask({ content: 'In it', projectId: child.id });
    const stays = await api.addTask({ content: 'Stays', projectId: other.id });
    expect(await api.archiveProject(project.id)).toMatchObject({ id: project.id, isArchived: true });
    expect(await names(api.getProjects())).toEqual(['Inbox', 'Active']);
    expect((await api.getTasks()).results.map(({ id }) => id)).toEqual([stays.id]);
    expect((await api.getSections({})).results).toEqual([]);
    expect(await api.getProject(child.id)).toMatchObject({ isArchived: true, parentId: project.id });
    expect(await api.getTask(task.id)).toMatchObject({ content: 'In it', checked: false });
    expect(await api.getSection(section.id)).toMatchObject({ name: 'Corner' });
    expect((await api.getTasks({ projectId: child.id })).results.map(({ id }) => id)).toEqual([task.id]);
  });

  calls('archiveProject', 'refuses the Inbox', async () => {
    const { inboxProjectId } = await api.getUser();
    expect(await refusal(api.archiveProject(inboxProjectId))).toEqual({ status: 409, code: 'project.inbox_fixed' });
    expect((await api.getProject(inboxProjectId)).isArchived).toBe(false);
  });

  calls('unarchiveProject', 'brings a project back alone, at the top where the one above is still away', async () => {
    const { api } = await aClient();
    const parent = await api.addProject({ name: 'Above' });
    const project = await api.addProject({ name: 'Middle', parentId: parent.id });
    const child = await api.addProject({ name: 'Below', parentId: project.id });
    const task = await api.addTask({ content: 'Back', projectId: project.id });
    await api.archiveProject(parent.id);
    expect(await api.unarchiveProject(project.id)).toMatchObject({ isArchived: false, parentId: null });
    expect(await names(api.getProjects())).toEqual(['Inbox', 'Middle']);
    expect((await api.getTasks()).results.map(({ id }) => id)).toEqual([task.id]);
    expect(await names(api.getArchivedProjects())).toEqual(['Above', 'Below']);
    expect(await api.unarchiveProject(child.id)).toMatchObject({ isArchived: false, parentId: project.id });
  });

  calls('getArchivedProjects', 'lists what is put away, page by page', async () => {
    const { api } = await aClient();
    for (const name of ['One', 'Two', 'Three']) await api.archiveProject((await api.addProject({ name })).id);
    expect((await all((page) => api.getArchivedProjects(page))).map(({ name }) => name)).toEqual([
      'One',
      'Two',
      'Three',
    ]);
  });

  calls('getArchivedProjectsCount', 'counts them', async () => {
    const { api } = await aClient();
    expect(await api.getArchivedProjectsCount()).toEqual({ count: 0 });
    await api.archiveProject((await api.addProject({ name: 'Away' })).id);
    expect(await api.getArchivedProjectsCount({ workspaceId: null, joined: true })).toEqual({ count: 1 });
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { TodoistApi, TodoistRequestError } from '@doist/todoist-sdk';
import { crc32, deflateSync } from 'node:zlib';
import { aPerson, Http, type Person } from '#testing/http.js';
import { errandFetch } from '../../examples/sdk/errand-fetch.mjs';

const baseUrl = process.env.ERRAND_URL ?? '';
let person: Person;
let api: TodoistApi;

beforeAll(async () => {
  person = await aPerson(Http.stack(), { timezone: 'Europe/Madrid' });
  api = new TodoistApi(person.token, { baseUrl });
});

const statusOf = async (call: Promise<unknown>): Promise<number | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => (error as TodoistRequestError).httpStatusCode,
  );

describe('the official SDK, changed by nothing but its base URL', () => {
  it('knows who is signed in, and the Inbox', async () => {
    const user = await api.getUser();
    expect(user).toMatchObject({ id: person.id, fullName: 'Sam Doe', tzInfo: { timezone: 'Europe/Madrid' } });
    const { results } = await api.getProjects();
    expect(results.map((project) => [project.id, project.name])).toContainEqual([user.inboxProjectId, 'Inbox']);
  });

  it('works with a personal token too', async () => {
    const { body } = await Http.stack(person.token).post<{ token: string }>('/api/v1/tokens', { name: 'sdk' });
    expect((await new TodoistApi(body.token, { baseUrl }).getUser()).id).toBe(person.id);
  });

  it('makes, changes and deletes projects', async () => {
    const project = await api.addProject({ name: 'Garden', color: 'green', isFavorite: true, viewStyle: 'board' });
    const child = await api.addProject({ name: 'Beds', parentId: project.id });
    expect(child).toMatchObject({ parentId: project.id });
    await api.updateProject(project.id, { name: 'Allotment' });
    expect(await api.getProject(project.id)).toMatchObject({
      name: 'Allotment',
      color: 'green',
      isFavorite: true,
      viewStyle: 'board',
    });
    expect(await api.deleteProject(project.id)).toBe(true);
    expect(await statusOf(api.getProject(project.id))).toBe(404);
    expect(await statusOf(api.getProject(child.id))).toBe(404);
  });

  it('makes, changes and deletes sections', async () => {
    const project = await api.addProject({ name: 'House' });
    const section = await api.addSection({ name: 'Roof', projectId: project.id, description: 'Tiles' });
    await api.updateSection(section.id, { name: 'Attic' });
    expect(await api.getSection(section.id)).toMatchObject({
      name: 'Attic',
      description: 'Tiles',
      projectId: project.id,
    });
    const { results } = await api.getSections({ projectId: project.id });
    expect(results.map(({ id }) => id)).toEqual([section.id]);
    const task = await api.addTask({ content: 'Fix a tile', sectionId: section.id });
    expect(task.projectId).toBe(project.id);
    expect(await api.deleteSection(section.id)).toBe(true);
    expect(await statusOf(api.getTask(task.id))).toBe(404);
  });

  it('makes, renames and deletes labels, and tasks follow', async () => {
    const label = await api.addLabel({ name: 'shop', color: 'teal', order: 3, isFavorite: true });
    expect(await api.getLabel(label.id)).toMatchObject({ name: 'shop', color: 'teal', order: 3, isFavorite: true });
    const task = await api.addTask({ content: 'Buy seeds', labels: ['shop', 'green'] });
    await api.updateLabel(label.id, { name: 'market' });
    expect((await api.getTask(task.id)).labels.sort()).toEqual(['green', 'market']);
    expect((await api.getTasks({ label: 'market' })).results.map(({ id }) => id)).toEqual([task.id]);
    expect((await api.getLabels()).results).toContainEqual(expect.objectContaining({ name: 'market' }));
    expect(await api.deleteLabel(label.id)).toBe(true);
    expect((await api.getTask(task.id)).labels).toEqual(['green']);
  });

  it('adds tasks with every field and reads them back', async () => {
    const project = await api.addProject({ name: 'Everything' });
    const added = await api.addTask({
      content: 'Water the tomatoes',
      description: 'The **red** ones',
      projectId: project.id,
      labels: ['garden'],
      priority: 4,
      dueDate: '2030-05-06',
      deadlineDate: '2030-05-10',
      duration: 30,
      durationUnit: 'minute',
    });
    expect(await api.getTask(added.id)).toMatchObject({
      content: 'Water the tomatoes',
      description: 'The **red** ones',
      projectId: project.id,
      sectionId: null,
      parentId: null,
      labels: ['garden'],
      priority: 4,
      due: { date: '2030-05-06', isRecurring: false, timezone: null },
      deadline: { date: '2030-05-10' },
      duration: { amount: 30, unit: 'minute' },
      checked: false,
      completedAt: null,
      userId: person.id,
      addedByUid: person.id,
    });
  });

  it('sets due dates of each kind', async () => {
    const due = async (args: object): Promise<unknown> => (await api.addTask({ content: 'Due', ...args })).due;
    expect(await due({ dueDate: '2030-01-31' })).toMatchObject({ date: '2030-01-31', timezone: null });
    expect(await due({ dueDatetime: '2030-01-31T09:00:00' })).toMatchObject({
      date: '2030-01-31T09:00:00',
      timezone: null,
    });
    expect(await due({ dueDatetime: '2030-01-31T09:00:00Z' })).toMatchObject({
      date: '2030-01-31T09:00:00Z',
      timezone: 'Europe/Madrid',
    });
    expect(await due({ dueString: '31 January 2030 at 9am' })).toMatchObject({
      date: '2030-01-31T09:00:00',
      string: '31 January 2030 at 9am',
    });
    const task = await api.addTask({ content: 'Due', dueDate: '2030-01-31' });
    expect((await api.updateTask(task.id, { content: 'Still due' })).due).toMatchObject({ date: '2030-01-31' });
    expect((await api.updateTask(task.id, { dueString: 'no date' })).due).toBeNull();
  });

  it('completes and reopens tasks, subtasks with them', async () => {
    const parent = await api.addTask({ content: 'Bake' });
    const child = await api.addTask({ content: 'Knead', parentId: parent.id });
    expect(await api.closeTask(parent.id)).toBe(true);
    expect((await api.getTask(child.id)).checked).toBe(true);
    expect((await api.getTask(parent.id)).completedAt).toBeInstanceOf(Date);
    expect((await api.getTasks({ ids: [parent.id, child.id] })).results).toEqual([]);
    expect(await api.reopenTask(child.id)).toBe(true);
    expect((await api.getTask(parent.id)).checked).toBe(false);
  });

  it('moves tasks with their subtasks', async () => {
    const project = await api.addProject({ name: 'Target' });
    const section = await api.addSection({ name: 'Corner', projectId: project.id });
    const parent = await api.addTask({ content: 'Move me' });
    const child = await api.addTask({ content: 'And me', parentId: parent.id });
    expect(await api.moveTask(parent.id, { sectionId: section.id })).toMatchObject({
      projectId: project.id,
      sectionId: section.id,
    });
    expect(await api.getTask(child.id)).toMatchObject({ projectId: project.id, parentId: parent.id });
    expect(await statusOf(api.moveTask(parent.id, { parentId: child.id }))).toBe(400);
    expect(await api.moveTask(child.id, { projectId: project.id })).toMatchObject({ parentId: null, sectionId: null });
  });

  it('reads long lists page by page, each task once', async () => {
    const project = await api.addProject({ name: 'Long' });
    const contents = Array.from({ length: 23 }, (_, index) => `Task ${index}`);
    for (const content of contents) await api.addTask({ content, projectId: project.id });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await api.getTasks({ projectId: project.id, limit: 10, cursor });
      seen.push(...page.results.map(({ content }) => content));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(contents);
  });

  it('comments on tasks and projects', async () => {
    const project = await api.addProject({ name: 'Talk' });
    const task = await api.addTask({ content: 'Discuss', projectId: project.id });
    const onTask = await api.addComment({ content: 'First', taskId: task.id });
    const onProject = await api.addComment({ content: 'General', projectId: project.id });
    expect([onTask.taskId, onProject.projectId]).toEqual([task.id, project.id]);
    await api.updateComment(onTask.id, { content: 'Edited' });
    const { results } = await api.getComments({ taskId: task.id });
    expect(results.map(({ content }) => content)).toEqual(['Edited']);
    expect((await api.getComment(onProject.id)).postedUid).toBe(person.id);
    expect(await api.deleteComment(onTask.id)).toBe(true);
    expect(await statusOf(api.getComment(onTask.id))).toBe(404);
  });

  it('uploads a picture, hangs it on a comment and views it', async () => {
    const withFiles = new TodoistApi(person.token, { baseUrl, customFetch: errandFetch(baseUrl) });
    const picture = aPicture();
    const attachment = await withFiles.uploadFile({ file: picture, fileName: 'Tomätchen.png' });
    expect(attachment).toMatchObject({
      resourceType: 'image',
      fileName: 'Tomätchen.png',
      fileSize: picture.length,
      fileType: 'image/png',
      imageWidth: 2,
      imageHeight: 1,
      uploadState: 'completed',
    });
    const task = await withFiles.addTask({ content: 'Look at this' });
    const comment = await withFiles.addComment({
      content: 'Ripe',
      taskId: task.id,
      attachment: { fileUrl: attachment.fileUrl ?? '', fileName: attachment.fileName ?? undefined },
    });
    const response = await withFiles.viewAttachment(await withFiles.getComment(comment.id));
    expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true);
    expect(response.headers['content-type']).toBe('image/png');
  });

  it('is told what is wrong in a way that it understands', async () => {
    expect(await statusOf(api.addTask({ content: '' }))).toBe(400);
    expect(await statusOf(new TodoistApi('wrong', { baseUrl }).getUser())).toBe(401);
    const error = await api.addTask({ content: 'x', projectId: 'nowhere' }).catch((thrown: unknown) => thrown);
    expect((error as TodoistRequestError).responseData).toMatchObject({ code: 'project.not_found' });
  });
});

/** A PNG of two red pixels. */
function aPicture(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

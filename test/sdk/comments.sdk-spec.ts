import { beforeAll, describe, expect } from '@jest/globals';
import { aClient, all, calls, type Client, refusal, withFiles } from './calls.js';
import { aPicture } from './picture.js';

let client: Client;
let api: Client['api'];
let taskId: string;

beforeAll(async () => {
  client = await aClient();
  api = withFiles(client);
  taskId = (await api.addTask({ content: 'Discuss' })).id;
});

const texts = (comments: { content: string }[]): string[] => comments.map(({ content }) => content);

describe('comments', () => {
  calls('addComment', 'takes every field, on a task and on a project', async () => {
    const attachment = await api.uploadFile({ file: aPicture(), fileName: 'ripe.png' });
    const onTask = await api.addComment({
      content: 'Look: **ripe**',
      taskId,
      attachment: {
        fileUrl: attachment.fileUrl ?? '',
        fileName: 'ripe.png',
        fileType: 'image/png',
        resourceType: 'image',
      },
      uidsToNotify: [client.person.id],
    });
    expect(await api.getComment(onTask.id)).toMatchObject({
      content: 'Look: **ripe**',
      taskId,
      postedUid: client.person.id,
      uidsToNotify: [client.person.id],
      fileAttachment: { fileName: 'ripe.png', resourceType: 'image', fileType: 'image/png', uploadState: 'completed' },
    });
    const { inboxProjectId } = await api.getUser();
    const onProject = await api.addComment({ content: 'General', projectId: inboxProjectId, attachment: null });
    expect(await api.getComment(onProject.id)).toMatchObject({ projectId: inboxProjectId, fileAttachment: null });
  });

  calls('addComment', 'refuses who could not be told of it', async () => {
    const call = api.addComment({ content: 'Hello', taskId, uidsToNotify: ['everybody'] });
    expect(await refusal(call)).toEqual({ status: 400, code: 'comment.uids_to_notify' });
  });

  calls('getComment', 'knows no comment that is not there', async () => {
    expect(await refusal(api.getComment(taskId))).toEqual({ status: 404, code: 'comment.not_found' });
  });

  calls('getComments', 'lists those of a task or a project, oldest first, page by page', async () => {
    const project = await api.addProject({ name: 'Talk' });
    const task = await api.addTask({ content: 'Talk', projectId: project.id });
    for (const content of ['One', 'Two', 'Three']) await api.addComment({ content, taskId: task.id });
    await api.addComment({ content: 'General', projectId: project.id });
    expect(texts(await all((page) => api.getComments({ taskId: task.id, ...page })))).toEqual(['One', 'Two', 'Three']);
    expect(texts((await api.getComments({ projectId: project.id })).results)).toEqual(['General']);
  });

  calls('updateComment', 'changes the text', async () => {
    const { id } = await api.addComment({ content: 'Before', taskId });
    await api.updateComment(id, { content: 'After' });
    expect((await api.getComment(id)).content).toBe('After');
  });

  calls('deleteComment', 'deletes it', async () => {
    const { id } = await api.addComment({ content: 'Gone', taskId });
    expect(await api.deleteComment(id)).toBe(true);
    expect(await refusal(api.getComment(id))).toMatchObject({ status: 404 });
  });
});

describe('files', () => {
  calls('uploadFile', 'takes bytes with a name', async () => {
    const picture = aPicture();
    const { inboxProjectId } = await api.getUser();
    expect(await api.uploadFile({ file: picture, fileName: 'Tomätchen.png', projectId: inboxProjectId })).toMatchObject(
      {
        resourceType: 'image',
        fileName: 'Tomätchen.png',
        fileSize: picture.length,
        fileType: 'image/png',
        imageWidth: 2,
        imageHeight: 1,
        uploadState: 'completed',
      },
    );
    const text = await api.uploadFile({ file: new Blob(['words'], { type: 'text/plain' }), fileName: 'a.txt' });
    expect(text).toMatchObject({ resourceType: 'file', fileType: 'text/plain', fileSize: 5 });
  });

  calls('viewAttachment', 'answers the bytes, by comment or by address', async () => {
    const picture = aPicture();
    const { fileUrl } = await api.uploadFile({ file: picture, fileName: 'ripe.png' });
    const comment = await api.addComment({ content: 'Ripe', taskId, attachment: { fileUrl: fileUrl ?? '' } });
    const byComment = await api.viewAttachment(await api.getComment(comment.id));
    const byAddress = await api.viewAttachment(fileUrl ?? '');
    for (const response of [byComment, byAddress]) {
      expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true);
      expect(response.headers['content-type']).toBe('image/png');
    }
  });

  calls('deleteUpload', 'deletes the file', async () => {
    const { fileUrl } = await api.uploadFile({ file: aPicture(), fileName: 'gone.png' });
    expect(await api.deleteUpload({ fileUrl: fileUrl ?? '' })).toBe(true);
    await expect(api.viewAttachment(fileUrl ?? '')).rejects.toThrow('404');
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import { eventually } from '#testing/eventually.js';
import { aComment, anActor, aPicture, aTask, type Fixture, listenTo, startTaskService } from './fixture.js';

let fixture: Fixture;
let actor: Actor;
let task_id: string;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(async () => {
  actor = anActor();
  task_id = (await fixture.tasks.add(aTask(), actor)).id;
});

it('is about a task or about a project, and one of them', async () => {
  const onTask = await fixture.comments.add(aComment({ task_id }), actor);
  expect(onTask).toEqual({
    id: expect.any(String),
    item_id: task_id,
    content: 'With rain water',
    posted_uid: actor.user_id,
    posted_name: '',
    posted_at: expect.stringMatching(/Z$/),
    file_attachment: null,
    uids_to_notify: null,
    reactions: null,
    is_deleted: false,
    version: 1,
  });
  const onProject = await fixture.comments.add(aComment({ project_id: actor.user_id }), actor);
  expect(onProject).toMatchObject({ project_id: actor.user_id });
  expect(onProject).not.toHaveProperty('item_id');
  const refused = { kind: 'invalid', code: 'comment.target' };
  for (const target of [{}, { task_id, project_id: actor.user_id }]) {
    await expect(fixture.comments.add(aComment(target), actor)).rejects.toMatchObject(refused);
    await expect(fixture.comments.list(target, actor)).rejects.toMatchObject(refused);
  }
});

it('says something, in words or with a file', async () => {
  await expect(fixture.comments.add(aComment({ task_id, content: ' ' }), actor)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'comment.content',
    details: { field: 'content' },
  });
  const picture = aPicture({ task_id });
  const comment = await fixture.comments.add(picture, actor);
  expect(comment.file_attachment).toEqual(picture.file_attachment);
  expect(await fixture.comments.get({ id: comment.id }, actor)).toEqual(comment);
});

it('is listed oldest first, page by page', async () => {
  for (const content of ['a', 'b', 'c', 'd', 'e']) await fixture.comments.add(aComment({ task_id, content }), actor);
  const contents: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await fixture.comments.list({ task_id, limit: 2, cursor }, actor);
    contents.push(...page.results.map(({ content }) => content));
    cursor = page.next_cursor;
  }
  expect(contents).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('changes its words and nothing else', async () => {
  const comment = await fixture.comments.add(aPicture({ task_id }), actor);
  const changed = await fixture.comments.update({ id: comment.id, content: 'Look' }, actor);
  expect(changed).toEqual({ ...comment, content: 'Look', version: 2 });
});

it('tells of its file when it comes, and when it goes from the trash, alone or with its task', async () => {
  const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
  const [one, two] = [aPicture({ task_id }), aPicture({ task_id })];
  const first = await fixture.comments.add(one, actor);
  const second = await fixture.comments.add(two, actor);
  await fixture.comments.delete({ id: first.id }, actor);
  await fixture.tasks.delete({ id: task_id }, actor);
  expect(heard.filter(({ type }) => type === 'comment.deleted')).toEqual([]);
  await fixture.trash.purge({ id: first.id }, actor);
  await fixture.trash.empty({}, actor);
  const ofComment = (id: string): unknown => heard.filter((event) => event.id === id);
  await eventually(() => {
    for (const [{ id }, { file_id }] of [
      [first, one],
      [second, two],
    ] as const) {
      expect(ofComment(id)).toEqual([
        { type: 'comment.added', id, file_id, posted_uid: actor.user_id },
        { type: 'comment.deleted', id, file_id },
      ]);
    }
  });
});

it('shows its file to those who see the comment, as long as it is there', async () => {
  const picture = aPicture({ task_id });
  const reads = (who: Actor): Promise<void> => fixture.comments.mayRead({ file_id: picture.file_id }, who);
  await expect(reads(actor)).rejects.toMatchObject({ code: 'file.not_found' });
  const comment = await fixture.comments.add(picture, actor);
  await reads(actor);
  await expect(reads(anActor())).rejects.toMatchObject({ kind: 'not_found', code: 'file.not_found' });
  await fixture.comments.delete({ id: comment.id }, actor);
  await expect(reads(actor)).rejects.toMatchObject({ code: 'file.not_found' });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { commentAdded, commentDeleted } from '#contracts/events.js';
import type { Task } from '#contracts/task.contract.js';
import { idToBytes } from '#database/id.js';
import { eventually } from '#testing/eventually.js';
import { Sweeper } from '../src/sweeper.js';
import {
  aComment,
  aMember,
  anActor,
  aPicture,
  aRegistered,
  aTask,
  type Fixture,
  listenTo,
  startTaskService,
} from './fixture.js';
import { aFullProject, dump } from './trash-fixture.js';

let fixture: Fixture;
let actor: Actor;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(() => void (actor = anActor()));

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  fixture.service.dataSource.query<T[]>(sql, values);
const add = (overrides = {}): Promise<Task> => fixture.tasks.add(aTask(overrides), actor);
const restore = (id: string, who = actor): ReturnType<Fixture['trash']['restore']> =>
  fixture.trash.restore({ id }, who);
const trashed = async (): Promise<string[]> => (await fixture.trash.list({}, actor)).results.map(({ id }) => id);

/** What the driver knows of its connections. */
interface Pool {
  _allConnections: { toArray(): { threadId: number }[] };
}

describe('what is in the trash of a shared project', () => {
  it('is removed for good by managers and owners alone, and stays for who may only have it back', async () => {
    const owner = await aRegistered(fixture);
    const { id: project_id } = await fixture.projects.add({ name: 'Shared' }, owner);
    const [editor, manager] = [
      await aMember(fixture, { project_id }, 'editor', owner),
      await aMember(fixture, { project_id }, 'manager', owner),
    ];
    const trashed = async (): Promise<string> => {
      const { id } = await fixture.tasks.add(aTask({ project_id }), editor);
      await fixture.tasks.delete({ id }, editor);
      return id;
    };
    const [id, other] = [await trashed(), await trashed()];
    await expect(fixture.trash.purge({ id }, editor)).rejects.toMatchObject({
      code: 'trash.forbidden',
      details: { expected: 'the role manager or above' },
    });
    expect(await fixture.trash.restore({ id }, editor)).toMatchObject({ project_id });
    await fixture.tasks.delete({ id }, editor);
    await fixture.trash.purge({ id }, manager);
    await fixture.trash.purge({ id: other }, owner);
    expect((await fixture.trash.list({}, owner)).results).toEqual([]);
  });
});

describe('the trash', () => {
  it('belongs to whoever may change the project', async () => {
    const { id } = await add();
    await fixture.tasks.delete({ id }, actor);
    const stranger = anActor();
    for (const attempt of [restore(id, stranger), fixture.trash.purge({ id }, stranger), restore('nothing')]) {
      await expect(attempt).rejects.toMatchObject({ kind: 'not_found', code: 'trash.not_found' });
    }
    await fixture.trash.empty({}, stranger);
    expect((await fixture.trash.list({}, stranger)).results).toEqual([]);
    expect(await trashed()).toEqual([id]);
  });

  it.each(['task', 'section', 'comment'] as const)('gives back a %s to one of two who ask at once', async (kind) => {
    const project_id = (await fixture.projects.add({ name: 'Garden' }, actor)).id;
    const deleted = {
      task: async () => fixture.tasks.delete({ id: (id = (await add({ project_id })).id) }, actor),
      section: async () => {
        id = (await fixture.sections.add({ name: 'Beds', project_id }, actor)).id;
        await fixture.sections.delete({ id }, actor);
      },
      comment: async () => {
        id = (await fixture.comments.add(aComment({ project_id }), actor)).id;
        await fixture.comments.delete({ id }, actor);
      },
    };
    let id = '';
    await deleted[kind]();
    const outcomes = await Promise.allSettled([restore(id), restore(id)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'trash.not_found' } });
  });

  it('keeps the files on comments until it is emptied of them', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const task = await add();
    const pictures = [aPicture({ task_id: task.id }), aPicture({ task_id: task.id })];
    for (const picture of pictures) await fixture.comments.add(picture, actor);
    await fixture.tasks.delete({ id: task.id }, actor);
    await restore(task.id);
    await fixture.comments.mayRead({ file_id: pictures[0].file_id }, actor);
    await fixture.tasks.delete({ id: task.id }, actor);
    await fixture.trash.purge({ id: task.id }, actor);
    await expect(restore(task.id)).rejects.toMatchObject({ code: 'trash.not_found' });
    const freed = (): unknown[] => heard.filter(({ type }) => type === 'comment.deleted').map(({ file_id }) => file_id);
    await eventually(() => expect(freed().sort()).toEqual(pictures.map(({ file_id }) => file_id).sort()));
  });

  it('is emptied of what is old, once, by however many sweepers, and of nothing else', async () => {
    const heard = await listenTo(fixture.broker, commentAdded, commentDeleted);
    const [ids, files]: string[][] = [[], []];
    for (let index = 0; index < 50; index++) {
      const { id } = await add();
      const picture = aPicture({ task_id: id });
      await fixture.comments.add(picture, actor);
      await fixture.tasks.delete({ id }, actor);
      ids.push(id);
      files.push(picture.file_id);
    }
    const [young, ...old] = ids;
    await query('UPDATE trash SET deleted_at = deleted_at - INTERVAL 30 DAY WHERE id IN (?)', [old.map(idToBytes)]);
    const sweeper = fixture.service.app.get(Sweeper);
    await Promise.all([sweeper.sweep(), sweeper.sweep(), sweeper.sweep()]);
    expect(await trashed()).toEqual([young]);
    const freed = (): unknown[] =>
      heard.filter(({ type, file_id }) => type === 'comment.deleted' && files.includes(file_id as string));
    await eventually(() => expect(freed()).toHaveLength(old.length));
  });

  it('gives a thing back or removes it, when both are asked for at once', async () => {
    for (let round = 0; round < 10; round++) {
      const task = await add({ labels: ['a'] });
      await add({ parent_id: task.id });
      await fixture.tasks.delete({ id: task.id }, actor);
      const { id } = task;
      const ends = await Promise.allSettled([
        restore(id),
        fixture.trash.purge({ id }, actor),
        restore(id),
        fixture.trash.empty({}, actor),
      ]);
      const back = ends.filter((end, index) => index % 2 === 0 && end.status === 'fulfilled').length;
      for (const end of ends)
        if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'trash.not_found' });
      expect(back).toBeLessThanOrEqual(1);
      const { results } = await fixture.tasks.list({ ids: [id] }, actor);
      expect(results).toHaveLength(back);
      expect(await trashed()).toEqual([]);
    }
  });

  it('is never half of a thing, when connections to the database break while things come and go', async () => {
    const kinds = ['project', 'section', 'task', 'comment'] as const;
    const things = await aFullProject(fixture, actor);
    const before = await dump(fixture, actor);
    let running = true;
    const { pool } = fixture.service.dataSource.driver as unknown as { pool: Pool };
    const breakConnections = async (): Promise<void> => {
      while (running) {
        const threads = pool._allConnections.toArray().map(({ threadId }) => threadId);
        for (const thread of threads) await query(`KILL CONNECTION ${thread}`).catch(() => undefined);
        await new Promise(setImmediate);
      }
    };
    const breaking = breakConnections();
    let broken = 0;
    const count = (): void => void broken++;
    for (let round = 0; round < 12; round++) {
      const kind = kinds[round % 4];
      await fixture[`${kind}s`].delete({ id: things[kind] }, actor).catch(count);
      await restore(things[kind]).catch(count);
    }
    running = false;
    await breaking;
    expect(broken).toBeGreaterThan(0);
    for (const id of (await trashed()).sort((one, other) => order(one) - order(other))) await restore(id);
    expect(await dump(fixture, actor)).toEqual(before);

    function order(id: string): number {
      return kinds.findIndex((kind) => things[kind] === id);
    }
  }, 60_000);

  it('is never half of a thing, when it is deleted and restored at once with changes to it', async () => {
    const task = await add();
    for (let round = 0; round < 10; round++) {
      const child = await add({ parent_id: task.id, labels: ['a'] });
      await Promise.allSettled([
        fixture.tasks.delete({ id: task.id }, actor),
        fixture.tasks.update({ id: child.id, content: 'Changed' }, actor),
        add({ parent_id: task.id, content: 'Late' }),
        fixture.comments.add(aComment({ task_id: child.id }), actor),
      ]);
      await restore(task.id);
      expect(await fixture.tasks.get({ id: child.id }, actor)).toMatchObject({ parent_id: task.id, labels: ['a'] });
    }
    expect(await trashed()).toEqual([]);
  });
});

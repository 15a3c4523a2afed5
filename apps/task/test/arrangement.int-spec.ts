import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import { newId } from '#database/id.js';
import { anActor, type Fixture, startTaskService } from './fixture.js';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startTaskService();
});

afterAll(() => fixture.stop());

/** Projects of these names side by side, by name. */
async function someProjects<N extends string>(actor: Actor, ...names: N[]): Promise<Record<N, string>> {
  const ids = {} as Record<N, string>;
  for (const name of names) ids[name] = (await fixture.projects.add({ name }, actor)).id;
  return ids;
}

/** The names of the projects under a parent, in order. */
async function under(parent: string | null, actor: Actor): Promise<string[]> {
  const { results } = await fixture.projects.list({ limit: 200 }, actor);
  return results
    .filter(({ parent_id, inbox_project }) => parent_id === parent && !inbox_project)
    .sort((a, b) => a.child_order - b.child_order)
    .map(({ name }) => name);
}

describe('a project', () => {
  it('goes elsewhere among its siblings', async () => {
    const actor = anActor();
    const { a, c } = await someProjects(actor, 'a', 'b', 'c');
    await fixture.arrangement.moveProject({ id: c, order: 1 }, actor);
    expect(await under(null, actor)).toEqual(['c', 'a', 'b']);
    await fixture.arrangement.moveProject({ id: a, order: 9 }, actor);
    expect(await under(null, actor)).toEqual(['c', 'b', 'a']);
  });

  it('goes last under another one with all that is under it, to a place there, and back to the top', async () => {
    const actor = anActor();
    const { a, b, c, d } = await someProjects(actor, 'a', 'b', 'c', 'd');
    await fixture.arrangement.moveProject({ id: b, parent_id: a }, actor);
    await fixture.arrangement.moveProject({ id: c, parent_id: a }, actor);
    await fixture.arrangement.moveProject({ id: d, parent_id: a, order: 1 }, actor);
    expect([await under(null, actor), await under(a, actor)]).toEqual([['a'], ['d', 'b', 'c']]);
    await fixture.arrangement.moveProject({ id: c, parent_id: null }, actor);
    expect([await under(null, actor), await under(a, actor)]).toEqual([
      ['a', 'c'],
      ['d', 'b'],
    ]);
  });

  it('keeps its parent when only an order is sent', async () => {
    const actor = anActor();
    const { a, b } = await someProjects(actor, 'a', 'b');
    await fixture.arrangement.moveProject({ id: b, parent_id: a }, actor);
    expect(await fixture.arrangement.moveProject({ id: b, order: 4 }, actor)).toMatchObject({
      parent_id: a,
      child_order: 4,
    });
  });

  it('goes neither under itself, nor under what is under it, nor under what the actor cannot see', async () => {
    const actor = anActor();
    const { a, b } = await someProjects(actor, 'a', 'b');
    await fixture.arrangement.moveProject({ id: b, parent_id: a }, actor);
    const move = fixture.arrangement.moveProject;
    await expect(move({ id: a, parent_id: a }, actor)).rejects.toMatchObject({ code: 'project.cycle' });
    await expect(move({ id: a, parent_id: b }, actor)).rejects.toMatchObject({ code: 'project.cycle' });
    await expect(move({ id: a, parent_id: newId() }, actor)).rejects.toMatchObject({ code: 'project.not_found' });
    await expect(move({ id: actor.user_id, order: 3 }, actor)).rejects.toMatchObject({ code: 'project.inbox_fixed' });
  });

  it('never ends up in a circle when two are moved under each other at once', async () => {
    const actor = anActor();
    const { a, b } = await someProjects(actor, 'a', 'b');
    const moves = [
      fixture.arrangement.moveProject({ id: a, parent_id: b }, actor),
      fixture.arrangement.moveProject({ id: b, parent_id: a }, actor),
    ];
    const outcomes = (await Promise.allSettled(moves)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    expect(await under(null, actor)).toHaveLength(1);
  });
});

describe('a section', () => {
  it('goes elsewhere among the sections of its project, also when many are moved at once', async () => {
    const actor = anActor();
    const { a } = await someProjects(actor, 'a');
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      ids.push((await fixture.sections.add({ name, project_id: a }, actor)).id);
    }
    const order = async (): Promise<string[]> =>
      (await fixture.sections.list({ project_id: a }, actor)).results.map(({ name }) => name);
    await fixture.arrangement.moveSection({ id: ids[2], order: 1 }, actor);
    expect(await order()).toEqual(['three', 'one', 'two']);
    await Promise.all(ids.map((id) => fixture.arrangement.moveSection({ id, order: 1 }, actor)));
    expect((await order()).sort()).toEqual(['one', 'three', 'two']);
    await expect(fixture.arrangement.moveSection({ id: ids[0], order: 1 }, anActor())).rejects.toMatchObject({
      code: 'section.not_found',
    });
  });
});

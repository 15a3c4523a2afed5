import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '#contracts/actor.js';
import type { Invitation, ReceivedInvitation } from '#contracts/invitation.contract.js';
import { idToBytes } from '#database/id.js';
import { aMember, anActor, aRegistered, aTask, type Fixture, type Registered, startTaskService } from './fixture.js';

let fixture: Fixture;
let owner: Registered;
let project: string;
beforeAll(async () => (fixture = await startTaskService()));
afterAll(() => fixture.stop());
beforeEach(async () => {
  owner = await aRegistered(fixture, 'Olga');
  project = (await fixture.projects.add({ name: 'Garden' }, owner)).id;
});

const invite = (
  email: string,
  role: 'viewer' | 'editor' | 'manager' = 'editor',
  by: Actor = owner,
): Promise<Invitation> => fixture.invitations.invite({ project_id: project, email, role }, by);
const received = async (actor: Actor): Promise<ReceivedInvitation[]> =>
  (await fixture.invitations.mine({}, actor)).results;
const aManager = (): Promise<Registered> => aMember(fixture, { project_id: project }, 'manager', owner);
const code = (name: string): object => ({ code: name });

describe('an invitation', () => {
  it('shows nothing until it is accepted, and everything of its role from then on', async () => {
    const guest = await aRegistered(fixture, 'Gus');
    const { id } = await invite(guest.email.toUpperCase());
    await expect(fixture.projects.get({ id: project }, guest)).rejects.toMatchObject(code('project.not_found'));
    expect(await received(guest)).toMatchObject([
      {
        id,
        project_id: project,
        task_id: null,
        role: 'editor',
        name: 'Garden',
        inviter_name: 'Olga',
        inviter_email: owner.email,
      },
    ]);
    expect(await fixture.invitations.accept({ id }, guest)).toEqual({
      project_id: project,
      task_id: null,
      role: 'editor',
    });
    expect(await received(guest)).toEqual([]);
    expect(await fixture.projects.get({ id: project }, guest)).toMatchObject({
      is_shared: true,
      can_assign_tasks: true,
      role: 'editor',
    });
    expect((await fixture.projects.list({}, guest)).results.map(({ id: each }) => each)).toContain(project);
    expect((await fixture.projects.list({}, owner)).results).toContainEqual(
      expect.objectContaining({ id: project, is_shared: true, role: 'owner' }),
    );
    expect((await fixture.invitations.list({ project_id: project }, owner)).results).toEqual([]);
  });

  it('waits for whoever registers with its address', async () => {
    const email = `${anActor().user_id}@example.org`;
    const { id } = await invite(email);
    expect((await fixture.invitations.list({ project_id: project }, owner)).results).toMatchObject([{ id, email }]);
    const guest = await aRegistered(fixture, 'Late', email);
    expect(await received(guest)).toMatchObject([{ id }]);
  });

  it('is answered the same whether the address has an account or not', async () => {
    const guest = await aRegistered(fixture);
    const [known, unknown] = [await invite(guest.email), await invite(`${anActor().user_id}@example.org`)];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect({ ...known, id: '', email: '', created_at: '', expires_at: '' }).toEqual({
      ...unknown,
      id: '',
      email: '',
      created_at: '',
      expires_at: '',
    });
  });

  it('is for nobody else', async () => {
    const { id } = await invite((await aRegistered(fixture)).email);
    for (const other of [await aRegistered(fixture), anActor(), owner]) {
      await expect(fixture.invitations.accept({ id }, other)).rejects.toMatchObject(code('invitation.not_found'));
      await expect(fixture.invitations.decline({ id }, other)).rejects.toMatchObject(code('invitation.not_found'));
    }
    const accented = await aRegistered(fixture);
    await invite(accented.email.replace(/^./, 'é'));
    expect(await received(accented)).toEqual([]);
  });

  it('that is declined is gone for who was invited, and looks to the inviter like one that waits', async () => {
    const guest = await aRegistered(fixture);
    const { id } = await invite(guest.email);
    await fixture.invitations.decline({ id }, guest);
    expect(await received(guest)).toEqual([]);
    await expect(fixture.invitations.accept({ id }, guest)).rejects.toMatchObject(code('invitation.not_found'));
    expect((await fixture.invitations.list({ project_id: project }, owner)).results).toMatchObject([{ id }]);
  });

  it('can be revoked, and takes the place of an earlier one', async () => {
    const guest = await aRegistered(fixture);
    const first = await invite(guest.email, 'viewer');
    const second = await invite(guest.email, 'manager');
    expect(await received(guest)).toMatchObject([{ id: second.id, role: 'manager' }]);
    await fixture.invitations.revoke({ id: second.id }, owner);
    expect(await received(guest)).toEqual([]);
    for (const { id } of [first, second]) {
      await expect(fixture.invitations.accept({ id }, guest)).rejects.toMatchObject(code('invitation.not_found'));
    }
  });

  it('runs out', async () => {
    const guest = await aRegistered(fixture);
    const { id } = await invite(guest.email);
    const sql = 'UPDATE invitation SET expires_at = UTC_TIMESTAMP(3) WHERE id = ?';
    await fixture.service.dataSource.query(sql, [idToBytes(id)]);
    expect(await received(guest)).toEqual([]);
    await expect(fixture.invitations.accept({ id }, guest)).rejects.toMatchObject(code('invitation.not_found'));
    expect((await fixture.invitations.list({ project_id: project }, owner)).results).toEqual([]);
  });

  it('goes to nobody who takes part, to nobody above the inviter, and not to the Inbox', async () => {
    const manager = await aManager();
    await expect(invite(manager.email)).rejects.toMatchObject(code('invitation.already_member'));
    await expect(invite(owner.email, 'editor', manager)).rejects.toMatchObject(code('invitation.already_member'));
    const inbox = { project_id: owner.user_id, email: 'somebody@example.org', role: 'viewer' as const };
    await expect(fixture.invitations.invite(inbox, owner)).rejects.toMatchObject(code('project.inbox_fixed'));
    const { id } = await fixture.tasks.add(aTask(), owner);
    const both = { project_id: project, task_id: id, email: 'somebody@example.org', role: 'viewer' as const };
    await expect(fixture.invitations.invite(both, owner)).rejects.toMatchObject(code('sharing.target'));
  });

  it('is withdrawn when its inviter may no longer invite', async () => {
    const [manager, guest] = [await aManager(), await aRegistered(fixture)];
    await invite(guest.email, 'editor', manager);
    await fixture.collaborators.change({ project_id: project, user_id: manager.user_id, role: 'editor' }, owner);
    expect(await received(guest)).toEqual([]);
  });

  it('is accepted once, however often at the same time', async () => {
    const guest = await aRegistered(fixture);
    const { id } = await invite(guest.email);
    const accepts = await Promise.allSettled(
      Array.from({ length: 5 }, () => fixture.invitations.accept({ id }, guest)),
    );
    expect(accepts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { results } = await fixture.collaborators.list({ project_id: project }, owner);
    expect(results).toHaveLength(2);
  });
});
